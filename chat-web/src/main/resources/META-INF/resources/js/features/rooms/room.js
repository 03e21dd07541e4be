import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { Composer } from "../composer/composer.js";
import { TypingIndicator } from "../composer/typing-indicator.js";
import { copyMessages } from "../messages/copy-messages.js";
import { MessageActions } from "../messages/message-actions.js";
import { MessageList } from "../messages/message-list.js";
import { roomPlace } from "../messages/room-place.js";
import { OrphanedDraftsNotice } from "../messages/orphaned-drafts.js";
import { ConnectionBanner } from "../notifications/connection-banner.js";
import { standingNotices } from "../notifications/standing-notices.js";
import { quotedMessage } from "../messages/selectors.js";
import { EmptyState } from "./empty-state.js";
import { RoomHead } from "./room-head.js";

/** The current room: its head, messages, who is typing, and the composer. */
export class RoomView {
  #app;
  #refs = part("room");
  #views;

  constructor(app, drawers) {
    this.#app = app;
    const { notices, messages, typing, composer } = this.#refs;
    const place = roomPlace(app);
    this.list = new MessageList(app, place);
    this.composer = new Composer(app, place, this.list);
    const banner = new ConnectionBanner(app);
    const orphanedDrafts = new OrphanedDraftsNotice(app);
    copyMessages(this.list, () => app.store.state.self);
    new MessageActions(app, this.list, this.composer);
    notices.append(banner.root, ...standingNotices(app), orphanedDrafts.root);
    const noRoom = new EmptyState(app, drawers);
    messages.append(this.list.root, noRoom.root);
    composer.append(this.composer.root);
    this.#views = [
      new RoomHead(app, this.#refs, drawers),
      banner,
      orphanedDrafts,
      this.list,
      noRoom,
      new TypingIndicator(app, typing),
      this.composer,
    ];
  }

  get root() {
    return this.#refs.root;
  }

  /** Opens a room at one message, however far up it stands; a reply that is folded, in its thread. */
  async jump(id, seq) {
    const { commands, toasts } = this.#app;
    await commands.openRoom(id);
    // The composer takes the focus as it comes into a room; the message takes it then.
    this.render(this.#app.store.state);
    if (this.list.reveal(seq)) return;
    const root = await this.#foldedInto(id, seq);
    if (root !== undefined) {
      await this.#app.dialogs.openThread({ room: id, root, seq });
      return;
    }
    await commands.openHistoryWindow(id, seq);
    if (!this.list.reveal(seq)) toasts.show(words.messageGone);
  }

  /** The root of the thread in which a reply is read; undefined for what the room itself shows. */
  async #foldedInto(id, seq) {
    const { commands, store } = this.#app;
    if (!store.state.foldsReplies) return undefined;
    const message = () => quotedMessage(store.state.rooms.get(id), seq);
    if (message() === null) await commands.quote(id, seq);
    return message()?.thread;
  }

  render(state) {
    for (const view of this.#views) view.render(state);
  }
}
