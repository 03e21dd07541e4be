import { copyToClipboard } from "../lib/clipboard.js";
import { words } from "../lib/words.js";
import { roomAddress } from "../state/wishes.js";
import { openLink } from "./later.js";

/** Copies the link by which anybody can join a code room, or shows it where it cannot. */
export async function shareRoom(app, { code }) {
  const { server, toasts } = app;
  const link = roomAddress(location.href, { code, server: server.apart });
  if (await copyToClipboard(link)) toasts.show(words.linkCopied);
  else openLink(app, link);
}
