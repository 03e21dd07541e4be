import { words } from "../../i18n/words.js";
import { copyToClipboard } from "../../lib/clipboard.js";
import { roomAddress } from "../../lib/deep-link.js";

/** Copies the link by which anybody can join a code room, or shows it where it cannot. */
export async function shareRoom(app, { code }) {
  const { server, toasts } = app;
  const link = roomAddress(location.href, { code, server: server.apart });
  if (await copyToClipboard(link)) toasts.show(words.linkCopied);
  else app.dialogs.openLink(link);
}
