/** Resolves to whether the text is in the clipboard: not over plain HTTP, nor where it is refused. */
export async function copyToClipboard(text) {
  try {
    await globalThis.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
