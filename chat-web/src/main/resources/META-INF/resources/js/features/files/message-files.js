import { list } from "../../i18n/grammar.js";
import { label, make } from "../../lib/dom.js";
import { filesLine, isPicture } from "../../lib/format/plain.js";
import { fileCard } from "./file-card.js";
import { describePicture, pictureButton } from "./picture.js";
import { player } from "./player.js";

/**
 * Shows the files of a message in `element`: its pictures, then its players and all others, each in the
 * order of the message.
 */
export function paintFiles(element, message, app) {
  const { files } = message;
  // A page that belongs to another server may not load anything from this one but by a link.
  const { foreign } = app.server;
  const pictures = foreign ? [] : files.filter(isPicture);
  const rest = files.filter((file) => !pictures.includes(file));
  const parts = rest.map((file) => (!foreign && player(app.server, file)) || fileCard(app.server, file));
  if (pictures.length > 0) parts.unshift(gallery(pictures, element, message, app));
  element.replaceChildren(...parts);
  label(element, describe(files));
}

/** Readers by ear hear of each file with its message, not only of how many there are. */
function describe(files) {
  if (files.length === 1) return filesLine(files);
  return `${filesLine(files)}: ${list(files.map(({ alt, name }) => alt ?? name))}`;
}

/** A picture that is shown already stays: without a network it could not be loaded again. */
function gallery(pictures, element, { room, seq }, { server, dialogs }) {
  const shown = new Map([...element.querySelectorAll(".picture")].map((each) => [each.dataset.file, each]));
  const row = make("div", pictures.length === 1 ? "pictures is-single" : "pictures");
  for (const file of pictures) {
    const open = () => dialogs.openViewer({ room, seq, file: file.id });
    const picture = shown.get(file.id) ?? pictureButton(server, file, open);
    describePicture(picture, file);
    row.append(picture);
  }
  return row;
}
