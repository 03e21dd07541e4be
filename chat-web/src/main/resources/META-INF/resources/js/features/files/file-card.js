import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { fileSize } from "../../lib/file-size.js";
import { fileAddress } from "./file-address.js";
import { drawing, typeIcon } from "./file-icon.js";

/** Content that many kinds of files have: their names say more. */
const VAGUE = new Set(["application/octet-stream", "application/zip", "text/plain"]);

/** A file with its kind, name and size, which is downloaded by a click. */
export function fileCard(server, file) {
  const card = downloadLink(server, file, "file-card");
  card.dataset.test = "file";
  const text = make("span", "file-text");
  text.append(
    make("span", "unseen", words.download),
    shownName(file.name),
    make("span", "file-detail", fileDetail(file)),
  );
  const kind = make("span", "file-kind");
  kind.append(typeIcon(file));
  card.append(kind, text, drawing("download"));
  return card;
}

/** A link that downloads a file. */
export function downloadLink(server, file, className) {
  const link = make("a", className);
  link.href = fileAddress(server, file);
  link.download = file.name;
  if (server.foreign) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
  link.title = file.name;
  return link;
}

/** A name, whose direction is its own. */
export function shownName(name) {
  return make("bdi", "file-name", name);
}

/** What a file is, and its size: "PDF · 2.4 MB". */
export function fileDetail({ type, name, size }) {
  return [kindOf(type, name), fileSize(size)].filter((part) => part !== "").join(" · ");
}

function kindOf(type, name) {
  const [, ending = ""] = /\.([a-z0-9]{1,5})$/i.exec(name) ?? [];
  const kind = VAGUE.has(type) ? ending : type.split("/")[1];
  return kind.toUpperCase();
}
