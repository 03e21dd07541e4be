import { CompletionMenu } from "../../ui/completion-menu.js";
import { EmojiCompletion } from "../emoji/emoji-completion.js";
import { bindFormatBar, formatByKeys, linkByPaste } from "./format-bar.js";
import { MentionCompletion } from "./mention-completion.js";

/**
 * What helps to write a message in a field: names of people and emoji are completed, keys and a bar
 * format. `onResize` is called when the bar opens or closes. To be bound before other listeners for
 * keys, which leave alone what was taken (`defaultPrevented`); returns the menu.
 */
export function bindWritingAids(app, { input, menu, formatBar, formats }, onResize) {
  const completion = new CompletionMenu({
    input,
    list: menu,
    sources: [new MentionCompletion(app.store), new EmojiCompletion(app.storage)],
    say: (text) => app.liveRegion.say(text, "completion"),
  });
  formatByKeys(input);
  linkByPaste(input);
  bindFormatBar({ bar: formatBar, toggle: formats, field: input, storage: app.storage, onResize });
  return completion;
}
