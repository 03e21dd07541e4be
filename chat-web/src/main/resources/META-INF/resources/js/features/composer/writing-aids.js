import { CompletionMenu } from "../../ui/completion-menu.js";
import { EmojiCompletion } from "../emoji/emoji-completion.js";
import { bindFormatBar, formatByKeys, linkByPaste } from "./format-bar.js";
import { MentionCompletion } from "./mention-completion.js";

/**
 * What helps to write a message in a field: names of people and emoji are completed, keys and a bar
 * format, and a preview shows `textOf(value)`. `onResize` is called when bar or preview change their
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
  const preview = (button) => app.dialogs.openPreview({ button, bar, input, textOf, onResize });
  bindFormatBar({ bar, toggle, field: input, storage: app.storage, onResize, preview });
  return completion;
}
