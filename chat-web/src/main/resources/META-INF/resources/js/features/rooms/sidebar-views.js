import { words } from "../../i18n/words.js";
import { icon, label, make, setText } from "../../lib/dom.js";
import { unreadReplies } from "../threads/follows.js";

/** What the sidebar offers over all rooms: the followed threads, and what mentions the user. */
export class SidebarViews {
  #threads;
  #unread = make("span", "badge");
  #shown = undefined;

  /** `leave()` is called before something opens: on a phone the sidebar lies over the room. */
  constructor(app, leave) {
    this.root = make("div", "sidebar-views");
    this.#unread.setAttribute("aria-hidden", "true");
    this.#threads = viewButton("thread", words.threads, "open-threads");
    this.#threads.addEventListener("click", () => {
      leave();
      app.dialogs.openThreads();
    });
    const mentions = viewButton("at", words.mentions, "open-mentions");
    mentions.addEventListener("click", () => {
      leave();
      app.dialogs.openMentions();
    });
    this.root.append(this.#threads, mentions);
  }

  render(state) {
    const { follows } = state;
    if (this.#shown === follows) return;
    this.#shown = follows;
    const unread = unreadReplies(state);
    setText(this.#unread, unread > 999 ? "999+" : String(unread));
    if (unread > 0) this.#threads.append(this.#unread);
    else this.#unread.remove();
    this.#threads.classList.toggle("has-unread", unread > 0);
    const spoken = unread > 0 ? [words.threads, words.unreadCount(unread)] : [words.threads];
    label(this.#threads, spoken.join(", "));
  }
}

function viewButton(picture, text, test) {
  const button = make("button", "sidebar-view");
  button.dataset.test = test;
  const sign = make("span", "room-icon");
  sign.append(icon(picture));
  button.append(sign, make("span", "room-name", text));
  return button;
}
