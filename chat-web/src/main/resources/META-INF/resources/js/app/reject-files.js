/**
 * A file that is dropped on the page does not take its place, and one that is dropped or pasted gets
 * a word: `tell()` is called.
 */
export function rejectFiles(tell = () => {}) {
  const hasFiles = (data) => data !== null && [...data.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault(); // else no drop comes
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    tell();
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    // A text that comes with its picture, as from a word processor, is a text.
    const isText = clipboardData?.types.includes("text/plain") ?? false;
    if (!isText && hasFiles(clipboardData)) tell();
  });
}
