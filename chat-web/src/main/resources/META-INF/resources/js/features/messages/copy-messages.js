import { filesLine } from "../../lib/format/plain.js";
import { shortTime } from "../../lib/time.js";
import { messageOf } from "../timeline/build-rows.js";

/**
 * Several messages are copied as people write them down: "name, time: text", each with the signs that
 * it was typed with, code fences too; what was deleted has no line. What is selected within one
 * message is copied as it stands.
 */
export function copyMessages(list, getSelf) {
  list.scroller.addEventListener("copy", (event) => {
    const selection = getSelection();
    const sources = list.messagesIn(selection).filter(isShown);
    if (sources.length < 2) return;
    event.clipboardData.setData("text/plain", sources.map(lineOf).join("\n"));
    event.preventDefault();
  });

  function lineOf({ source, isDirect }) {
    const { user, at, text, files } = messageOf(source, getSelf(), isDirect);
    // A fence begins a line.
    const space = text.startsWith("```") ? "\n" : " ";
    return `${user.name}, ${shortTime(at)}:${space}${text || filesLine(files)}`;
  }
}

function isShown({ source: { deleted, deleting } }) {
  return deleted === undefined && deleting === undefined;
}
