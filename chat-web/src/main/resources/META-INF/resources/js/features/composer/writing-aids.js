import { replaceText } from "../../lib/edit.js";
import { onKey } from "../../lib/keys.js";
import { CompletionMenu } from "../../ui/completion-menu.js";
import { EmojiCompletion } from "../emoji/emoji-completion.js";
import { bindFormatBar, formatByKeys, linkByPaste } from "./format-bar.js";
import { MentionCompletion } from "./mention-completion.js";

/**
 * What helps to write a message in a field: names of people and emoji are completed, keys and a bar
 * format, formatting that is pasted becomes marks, and a preview shows `textOf(value)`. `onResize` is called when bar or preview change their
 * height. To be bound before other listeners for keys, which leave alone what was taken
 * (`defaultPrevented`); returns the menu.
 */
export function bindWritingAids(app, refs, textOf, onResize) {
  const { input, menu, formatBar: bar, formats: toggle } = refs;
  const completion = new CompletionMenu({
    input,
    list: menu,
    sources: [new MentionCompletion(app.store), new EmojiCompletion(app.storage)],
    say: (text) => app.liveRegion.say(text, "completion"),
  });
  formatByKeys(input);
  linkByPaste(input);
  formatPasted(input);
  const preview = (button) => app.dialogs.openPreview({ button, bar, input, textOf, onResize });
  bindFormatBar({ bar, toggle, field: input, storage: app.storage, onResize, preview });
  return completion;
}

/**
 * Formatted text that is pasted becomes text with marks; by the keys for plain text it stays plain.
 * What that needs loads with the first such paste, which is plain until then; so is one that was
 * changed meanwhile.
 */
function formatPasted(field) {
  let pastedText = null;
  let isPlain = false;
  let isComposing = false;
  field.addEventListener("compositionstart", () => (isComposing = true));
  field.addEventListener("compositionend", () => (isComposing = false));
  onKey(field, ({ key, shiftKey }) => (isPlain = shiftKey && key.toLowerCase() === "v"));
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const stays = isPlain || event.defaultPrevented || html === "";
    isPlain = false;
    if (stays) return;
    const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const { value, selectionStart: start, selectionEnd: end } = field;
    const paste = { start, end, html, plain };
    if (pastedText === null) {
      load(value, paste);
      return;
    }
    const text = pastedText(value, paste);
    if (text === null) return;
    event.preventDefault();
    replaceText(field, start, end, text);
  });

  async function load(before, paste) {
    const { start, plain } = paste;
    try {
      ({ pastedText } = await import("./rich-paste.js"));
    } catch {
      return; // out of reach: it stays plain
    }
    const isThere = plain !== "" && field.value.startsWith(plain, start);
    const text = isThere ? pastedText(before, paste) : null;
    if (text === null || isComposing || document.activeElement !== field) return;
    const { selectionStart, selectionEnd } = field;
    const end = start + plain.length;
    const moved = (place) => (place < end ? Math.min(place, start) : place + text.length - plain.length);
    replaceText(field, start, end, text);
    field.setSelectionRange(moved(selectionStart), moved(selectionEnd));
  }
}
