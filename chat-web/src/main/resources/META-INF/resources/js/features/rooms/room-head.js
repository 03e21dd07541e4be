import { number } from "../../i18n/grammar.js";
import { words } from "../../i18n/words.js";
import { label, setIcon, setText } from "../../lib/dom.js";
import { confirmFirst } from "../../ui/confirm.js";
import { linked } from "../messages/message-text.js";
import { codeRoomExpiry } from "./code-room-expiry.js";
import { attention, isMine } from "./model.js";
import { paintRoomIcon } from "./room-icon.js";
import { currentRoom, isOnline, knowsCount, mayChange, roomName } from "./selectors.js";
import { shareRoom } from "./share.js";

/** What of a room can be seen here; the rest changes with every message. */
const VISIBLE = [
  "id",
  "name",
  "kind",
  "permanent",
  "with",
  "topic",
  "code",
  "user_count",
  "role",
  "level",
];

/** What the current room is, and what can be done with it. */
export class RoomHead {
  #app;
  #refs;
  #shown = {};
  #isUnfolded = false;
  #topicOf = null;

  constructor(app, refs, drawers) {
    this.#app = app;
    this.#refs = refs;
    refs.openRooms.addEventListener("click", () => drawers.toggle("rooms"));
    refs.openMembers.addEventListener("click", () => drawers.toggle("people"));
    refs.wholeTopic.addEventListener("click", () => this.#unfold(!this.#isUnfolded));
    new ResizeObserver(() => this.#fitTopic()).observe(refs.topic.parentElement);
    refs.leave.addEventListener("click", () => this.#leave());
    refs.remove.addEventListener("click", () => this.#remove());
    refs.edit.addEventListener("click", () =>
      app.dialogs.openRoomEdit(currentRoom(app.store.state).info),
    );
    refs.pins.addEventListener("click", () =>
      app.dialogs.openPins(currentRoom(app.store.state).info),
    );
    refs.files.addEventListener("click", () =>
      app.dialogs.openFiles(currentRoom(app.store.state).info),
    );
    refs.search.addEventListener("click", () => app.dialogs.openSearch());
    refs.level.addEventListener("click", () =>
      app.dialogs.openRoomLevel(currentRoom(app.store.state).info),
    );
    refs.invite.addEventListener("click", () =>
      app.dialogs.openInvites(currentRoom(app.store.state).info),
    );
    refs.code.addEventListener("click", () => shareRoom(app, currentRoom(app.store.state).info));
  }

  render(state) {
    const room = currentRoom(state);
    this.#refs.root.classList.toggle("has-room", room !== null);
    this.#showElsewhere(state);
    const shown = this.#shown;
    const isOpen = state.link.state === "open";
    const isSame = (field) => shown.info?.[field] === room?.info[field];
    const { role } = state;
    if (shown.isOpen === isOpen && shown.role === role && VISIBLE.every(isSame)) return;
    this.#shown = { info: room?.info ?? null, isOpen, role };
    this.#refs.level.hidden = true;
    this.#refs.edit.hidden = room === null || !mayChange(state, room);
    if (room === null) {
      setText(this.#refs.title, isOpen ? words.noRoom : words.connecting);
      setText(this.#refs.topic, "");
      setText(this.#refs.codeLine, "");
      return;
    }
    const { info } = room;
    paintRoomIcon(this.#refs.icon, room);
    setText(this.#refs.title, roomName(room));
    const isCounted = knowsCount(state, room);
    this.#showTopic(room, isCounted, state.limits);
    this.#refs.code.hidden = info.code === undefined;
    setText(this.#refs.codeText, info.code ?? "");
    setText(this.#refs.codeLine, info.code === undefined ? "" : `${words.codeIs(info.code)} · `);
    label(this.#refs.code, `${words.codeIs(info.code)}. ${words.copyLink}`);
    this.#refs.code.title = words.copyLink;
    this.#showLevel(info);
    this.#refs.invite.hidden = info.kind !== "private";
    label(this.#refs.invite, words.invitePeople, true);
    this.#refs.leave.hidden = info.kind === "direct";
    this.#refs.remove.hidden = role !== "admin" || info.permanent || info.kind === "direct";
    this.#refs.openMembers.hidden = info.kind === "direct";
    setText(this.#refs.count, isCounted ? number(info.user_count) : "");
    const people = isCounted ? [words.people(info.user_count)] : [];
    label(this.#refs.openMembers, [words.openMembers, ...people].join(", "));
    // What it says is its name already.
    this.#refs.openMembers.removeAttribute("title");
  }

  /** A server of an earlier version knows no levels. */
  #showLevel({ level }) {
    const { level: button } = this.#refs;
    button.hidden = level === undefined;
    setIcon(button.querySelector("svg"), level === "none" ? "bell-off" : "bell");
    if (level !== undefined) label(button, words.notificationsAre(words.levels[level]), true);
  }

  #showTopic(room, isCounted, limits) {
    const { topic } = this.#refs;
    const end = room.info.kind === "code" ? codeRoomExpiry(limits) : null;
    const parts = [aboutRoom(room, isCounted), room.info.topic, end].filter(Boolean);
    topic.replaceChildren(...linked(parts.join(" · ")));
    topic.title = end ?? room.info.topic ?? "";
    this.#unfold(this.#isUnfolded && room.info.id === this.#topicOf);
    this.#topicOf = room.info.id;
  }

  #unfold(isUnfolded) {
    this.#isUnfolded = isUnfolded;
    this.#refs.root.classList.toggle("has-whole-topic", isUnfolded);
    this.#refs.wholeTopic.setAttribute("aria-expanded", String(isUnfolded));
    this.#fitTopic();
  }

  /** The button is there for what has no space in one line. */
  #fitTopic() {
    const { topic, wholeTopic } = this.#refs;
    const line = topic.parentElement;
    wholeTopic.hidden = !this.#isUnfolded && line.scrollWidth <= line.clientWidth;
  }

  /** On a phone the list of rooms is out of sight: a dot tells that something waits there. */
  #showElsewhere({ rooms, current }) {
    let waits = false;
    for (const room of rooms.values())
      waits ||= isMine(room) && room.info.id !== current && attention(room) > 0;
    this.#refs.elsewhere.hidden = !waits;
  }

  #leave() {
    const { info } = currentRoom(this.#app.store.state);
    if (info.kind === "private") {
      const { name } = info;
      confirmFirst({
        title: words.leavePrivate(name),
        lead: words.leavePrivateLead,
        button: words.leave,
        test: "leave-private",
        run: () => this.#app.attempt(this.#leavePrivate(info)),
      });
      return;
    }
    const again =
      info.code === undefined ? { way: "room", room: info.id } : { way: "code", code: info.code };
    const left = this.#app.commands.leaveRoom(info.id).then(() => {
      this.#app.toasts.show(words.leftRoom(info.name), words.undo, () =>
        this.#app.attempt(this.#app.entryFlow.open(again)),
      );
    });
    this.#app.attempt(left);
  }

  #remove() {
    const { id, name } = currentRoom(this.#app.store.state).info;
    confirmFirst({
      title: words.removeRoomTitle(name),
      lead: words.removeRoomLead,
      button: words.removeRoom,
      test: "remove-room-yes",
      run: () => this.#app.attempt(this.#app.account.removeRoom(id)),
    });
  }

  async #leavePrivate({ id, name }) {
    await this.#app.commands.leaveRoom(id);
    this.#app.toasts.show(words.leftRoom(name));
  }
}

function aboutRoom(room, isCounted) {
  const { info } = room;
  if (info.kind === "direct")
    return `${words.private} · ${words[isOnline(room) ? "online" : "offline"]}`;
  return isCounted ? words.people(info.user_count) : "";
}
