import { words } from "../../i18n/words.js";
import { label, make, setText } from "../../lib/dom.js";
import { fileSize } from "../../lib/file-size.js";

const lists = new WeakMap();

/** Shows after its text which files an unsent message waits for, and how far they are. */
export function paintUploads(text, { uploads, state }, known) {
  let list = lists.get(text);
  if (uploads === undefined) {
    list?.remove();
    lists.delete(text);
    return;
  }
  if (list === undefined) {
    list = make("ul", "pending-uploads");
    list.dataset.test = "pending-uploads";
    label(list, words.attachments);
    lists.set(text, list);
  }
  if (text.nextElementSibling !== list) text.after(list);
  while (list.children.length > uploads.length) list.lastElementChild.remove();
  uploads.forEach((upload, index) => {
    if (list.children.length <= index) list.append(newEntry());
    paint(list.children[index], upload, state, known.get(upload.key));
  });
}

function newEntry() {
  const entry = make("li", "pending-upload");
  entry.append(make("bdi", "pending-name"), make("span", "pending-size"), make("progress", "attachment-progress"));
  return entry;
}

function paint(entry, { name, size, id, sent = 0 }, state, upload) {
  const [shownName, shownSize, bar] = entry.children;
  const isUnderWay = id === undefined && state === "sending";
  setText(shownName, name);
  const whole = fileSize(size);
  const progress = isUnderWay && sent > 0 ? words.uploaded(fileSize(sent), whole) : whole;
  setText(shownSize, isUnderWay && upload?.isKept === false ? `${progress} · ${words.fileUnkept}` : progress);
  bar.hidden = !isUnderWay;
  bar.max = Math.max(1, size);
  bar.value = sent;
  label(bar, words.uploading(name));
}
