import { words } from "../../i18n/words.js";
import { label, make } from "../../lib/dom.js";
import { fileAddress, previewAddress } from "./file-address.js";
import { downloadLink, fileCard, fileDetail, shownName } from "./file-card.js";
import { drawing } from "./file-icon.js";

const TALLEST_PX = 320;

/** A player of a recording or film, with its name and a download; null for any other file. */
export function player(server, file) {
  const kind = file.type.split("/")[0];
  if (kind !== "audio" && kind !== "video") return null;
  const media = make(kind);
  media.controls = true;
  media.preload = "metadata";
  media.dataset.test = kind;
  label(media, file.alt ?? file.name);
  if (kind === "video") shape(media, server, file);
  media.src = fileAddress(server, file);
  const caption = make("p", "player-caption");
  const download = downloadLink(server, file, "icon-button");
  label(download, words.downloadFile(file.name));
  download.append(drawing("download"));
  caption.append(shownName(file.name), make("span", "file-detail", fileDetail(file)), download);
  const root = make("div", `player is-${kind}`);
  root.append(media, caption);
  media.addEventListener("error", () => {
    root.replaceChildren(make("p", "hint", words.notPlayable), fileCard(server, file));
  });
  return root;
}

/** The room that a film needs is known before it has loaded, if its sender said so. */
function shape(video, server, file) {
  const { width = 16, height = 9 } = file;
  video.playsInline = true;
  video.style.setProperty("--ratio", String(width / height));
  video.style.setProperty("--wide", `${Math.round((TALLEST_PX * width) / height)}px`);
  if (file.preview) video.poster = previewAddress(server, file);
}
