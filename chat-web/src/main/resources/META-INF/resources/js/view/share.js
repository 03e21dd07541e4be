import { words } from "../lib/words.js";
import { roomAddress } from "../state/wishes.js";

/** Copies the link by which anybody can join a code room. */
export async function shareRoom({ server, toasts }, { code }) {
  const link = roomAddress(location.href, { code, server: server.apart });
  try {
    await navigator.clipboard.writeText(link);
    toasts.show(words.linkCopied);
  } catch {
    toasts.show(words.copyFailed(link));
  }
}
