import { words } from "../../i18n/words.js";
import { arrange, part, setText } from "../../lib/dom.js";
import { showsGuests } from "../members/selectors.js";
import { buildRows } from "../timeline/build-rows.js";
import { isMessage } from "../timeline/events.js";
import { ScrollAnchor } from "../timeline/scroll-anchor.js";
import * as Span from "../timeline/visible-range.js";
import { changesIn, heldMessage, heldPart } from "./selectors.js";
import { newSystemRow } from "./system-rows.js";

const EDGE_PX = 600;
const FAR_PX = 1_500;
/** Pages in a row that bring nothing to be shown before the reader has to ask for more. */
const MOST_BARREN = 8;
const NONE_BARREN = { pages: 0, shown: -1 };

/**
 * The messages of a place, which is the current room or a thread in it: a span of its log in the
 * page, and the position of the reader in it.
 */
export class MessageList {
  #app;
  #place;
  #refs = part("message-list");
  #keeper;
  #rows = new Map();
  #span = null;
  #shown = {};
  #seen = 0;
  #asked = null;
  #askedNewer = null;
  #barren = NONE_BARREN;
  #quotes = new Set();

  /** @param place what is shown; see room-place.js */
  constructor(app, place) {
    this.#app = app;
    this.#place = place;
    const { scroller, rows, fresh, latest, back } = this.#refs;
    this.#keeper = new ScrollAnchor(scroller, rows);
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    for (const type of ["wheel", "touchmove", "keydown", "pointerdown"])
      scroller.addEventListener(type, () => this.#goOn(), { passive: true });
    fresh.addEventListener("click", () => this.toEnd());
    latest.addEventListener("click", () => this.toEnd());
    back.addEventListener("click", () => {
      this.toEnd();
      scroller.focus({ preventScroll: true });
    });
  }

  get root() {
    return this.#refs.root;
  }

  get scroller() {
    return this.#refs.scroller;
  }

  /** The room whose messages are shown, with what it shows of the log; null for none. */
  get room() {
    return this.#place.roomOf(this.#app.store.state);
  }

  /** The message of the log with this seq, if it is held here; null otherwise. */
  message(seq) {
    const { room } = this;
    return room === null ? null : heldMessage(room, seq);
  }

  render(state) {
    const room = this.#place.roomOf(state);
    const { self, pending, changes } = state;
    const { paint } = this.#app.files;
    const editing = this.#place.editingOf(state);
    const isAway = state.link.state !== "open";
    const guests = showsGuests(state);
    const shown = this.#shown;
    if (
      shown.room === room &&
      shown.pending === pending &&
      shown.changes === changes &&
      shown.editing === editing &&
      shown.span === this.#span &&
      shown.paint === paint &&
      shown.self === self &&
      shown.isAway === isAway &&
      shown.guests === guests
    )
      return;
    if (this.#isOther(room)) this.#leave(room);
    this.#shown = { room, paint, self, pending, changes, editing, isAway, guests };
    if (room === null) return;
    const held = heldPart(room);
    const strays = this.#span !== null && !this.#isIn(room);
    if (strays) this.#span = null;
    const lands = this.#span === null && held !== null;
    if (lands) this.#span = this.#firstSpan(room);
    else if (this.#span !== null)
      this.#span = Span.settle(held.events, this.#span, this.#keeper.isFollowing);
    this.#shown.span = this.#span;
    this.#keeper.remember(this.#refs.rows);
    this.#draw(this.#describe(state, room));
    if (lands) this.#land();
    else this.#keeper.restore();
    this.#afterScroll();
  }

  /** The rows of the messages that a selection touches, in their order. */
  messagesIn(selection) {
    const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    if (range === null || range.collapsed) return [];
    const isIn = ({ view, row }) => row.type === "message" && range.intersectsNode(view.text);
    return [...this.#rows.values()].filter(isIn).map(({ row }) => row);
  }

  /** A message shows more or less of itself by `change`, and stays in its place. */
  hold(element, change) {
    this.#keeper.hold(element, change);
  }

  /** Runs what changes the width of the list: the reader stays in their place. */
  keep(change) {
    this.#keeper.remember(this.#refs.rows);
    change();
    this.#keeper.restore();
  }

  /** To the latest message, and from then on with it. */
  toEnd() {
    const { room } = this;
    if (!room?.timeline) return;
    this.#place.showEnd(room);
    this.#keeper.isFollowing = true;
    if (this.#span?.to !== null) this.#span = Span.latest(room.timeline.events);
    // At once: what was just sent is to be seen before the next frame.
    this.render(this.#app.store.state);
    this.#keeper.toEnd();
    this.#afterScroll();
  }

  /** Shows the message with this seq, if it is held; false otherwise. */
  reveal(seq) {
    // What was just loaded counts, drawn or not.
    this.render(this.#app.store.state);
    const { room } = this.#shown;
    if (this.#span === null || heldMessage(room, seq) === null) return false;
    const { events } = heldPart(room);
    const { from, to } = this.#span;
    // The list was at the end before the history window was opened.
    if (seq > events.at(-1).seq) return false;
    this.#keeper.isFollowing = false;
    if (seq < from || (to !== null && seq > to)) this.#span = this.#around(room, seq);
    this.render(this.#app.store.state);
    const view = this.#rows.get(`seq ${seq}`)?.view;
    if (view === undefined) return false;
    const element = view.root;
    this.#keeper.toElement(element);
    element.classList.remove("is-pointed-at");
    void element.offsetWidth; // restarts the animation
    element.classList.add("is-pointed-at");
    if (!view.focusEditor?.()) element.focus({ preventScroll: true });
    return true;
  }

  /** Gives the focus to a message, if it is drawn. */
  focusOn(seq) {
    this.render(this.#app.store.state);
    this.#rows.get(`seq ${seq}`)?.view.root.focus({ preventScroll: true });
  }

  /** Another room, another piece of its log, or the same one with what was missed since. */
  #isOther(room) {
    const { room: shown } = this.#shown;
    if (shown?.info.id !== room?.info.id) return true;
    const [before, now] = [shown?.timeline, room?.timeline];
    if (before?.origin !== now?.origin) return true;
    return before?.isRestored === true && !now.isRestored && this.#keeper.isFollowing;
  }

  #leave(room) {
    this.#span = null;
    // Messages of the same log keep their nodes: an editor among them has the focus.
    const { room: shown } = this.#shown;
    const isSameLog = shown?.timeline && shown.timeline.epoch === room?.timeline?.epoch;
    if (!isSameLog || shown.info.id !== room.info.id) {
      this.#rows.clear();
      this.#refs.rows.replaceChildren();
    }
    this.#refs.fresh.hidden = this.#refs.latest.hidden = this.#refs.historyBar.hidden = true;
    this.#keeper.isFollowing = true;
    this.#asked = this.#askedNewer = null;
    this.#barren = NONE_BARREN;
    this.#quotes.clear();
    this.#place.endShown(false);
  }

  /** A history window has an end that is not the log's. */
  #isIn(room) {
    if (room.historyWindow !== null && this.#span.to === null) return false;
    return Span.fits(heldPart(room).events, this.#span);
  }

  #around(room, seq) {
    const { events } = heldPart(room);
    const span = Span.around(events, seq);
    return room.historyWindow === null ? span : Span.within(events, span);
  }

  #firstSpan(room) {
    const { timeline, line, historyWindow } = room;
    this.#seen = line === null ? timeline.cursor : line - 1;
    if (historyWindow !== null) return this.#around(room, historyWindow.seq);
    return line === null ? Span.latest(timeline.events) : Span.around(timeline.events, line);
  }

  #describe(state, room) {
    const held = heldPart(room);
    if (held === null) {
      const type = state.link.state === "open" ? "loading" : "away";
      // What one wrote oneself is here all the same.
      const own = this.#place.pendingOf(state, { ...room, timeline: null });
      const rows = buildRows({ room, events: [], pending: own, self: state.self, endsLog: true });
      return [{ key: type, type }, ...rows];
    }
    const startsLog = held.complete && !Span.hasEarlier(held.events, this.#span);
    const events = Span.cut(held.events, this.#span);
    return buildRows({
      room,
      events,
      pending: this.#place.pendingOf(state, room),
      changes: changesIn(state, room.info.id),
      editing: this.#shown.editing,
      self: state.self,
      startsLog,
      endsLog: this.#span.to === null,
      showsGuests: this.#shown.guests,
    });
  }

  #draw(rows) {
    const drawn = new Map();
    for (const row of rows) {
      if (row.quoted === null && row.answered) this.#fetchQuote(row.answered);
      const kept = this.#rows.get(row.key) ?? this.#settled(row);
      const entry = kept ?? { view: newSystemRow(row.type), row: null };
      const { paint, self } = this.#shown;
      const hasFiles = row.source?.files !== undefined;
      if (entry.row === null || !isSame(entry.row, row) || (hasFiles && entry.paint !== paint))
        entry.view.update(row, self, this.#app);
      drawn.set(row.key, { view: entry.view, row, paint });
    }
    this.#rows = drawn;
    arrange(
      this.#refs.rows,
      [...drawn.values()].map(({ view }) => view.root),
    );
    for (const { view, row } of drawn.values()) if (row.editing) view.fitEditor();
  }

  /** An own message that just got its place in the log goes on in the node in which it was sent. */
  #settled({ type, source }) {
    if (type !== "message" || source.user?.id !== this.#shown.self?.id) return undefined;
    return this.#rows.get(`own ${source.client_id}`);
  }

  /** What a reply quotes may lie far above what is held; one message is asked for, once. */
  #fetchQuote(seq) {
    if (this.#quotes.has(seq) || !this.#app.connection.isOpen) return;
    this.#quotes.add(seq);
    this.#app.commands.quote(this.#shown.room.info.id, seq).catch(() => this.#quotes.delete(seq));
  }

  #land() {
    const { historyWindow } = this.#shown.room;
    const target = historyWindow && this.#rows.get(`seq ${historyWindow.seq}`);
    if (target) {
      this.#keeper.isFollowing = false;
      this.#keeper.toElement(target.view.root);
      return;
    }
    const line = this.#rows.get("line");
    if (line === undefined) this.#keeper.toEnd();
    else this.#keeper.toElement(line.view.root);
    this.#keeper.isFollowing = this.#keeper.isNearEnd && this.#span.to === null;
  }

  #scrolled() {
    this.#keeper.isFollowing = this.#span?.to === null && this.#keeper.isNearEnd;
    this.#afterScroll();
  }

  #afterScroll() {
    const { room } = this.#shown;
    if (!room?.timeline || this.#span === null) return;
    const isAtEnd = this.#span.to === null && this.#keeper.isNearEnd;
    if (isAtEnd) this.#seen = room.timeline.cursor;
    this.#place.endShown(isAtEnd);
    this.#showButtons(room, isAtEnd);
    this.#extend(heldPart(room), room.historyWindow !== null);
  }

  #showButtons(room, isAtEnd) {
    const { fresh, latest, historyBar, back } = this.#refs;
    const selfId = this.#shown.self?.id;
    const isNew = (event) =>
      event.seq > this.#seen && isMessage(event) && event.user.id !== selfId;
    // What is folded is new all the same.
    const { events } = (room.unfolded ?? room).timeline;
    const count = isAtEnd ? 0 : events.filter(isNew).length;
    historyBar.hidden = room.historyWindow === null;
    setText(back, count > 0 ? words.newMessages(count) : words.backToLatest);
    fresh.hidden = count === 0 || !historyBar.hidden;
    if (count > 0) setText(fresh, words.newMessages(count));
    latest.hidden =
      count > 0 ||
      !historyBar.hidden ||
      isAtEnd || (this.#span.to === null && this.#keeper.distanceToEnd < FAR_PX);
  }

  /** Near an edge more comes into the page: from what is held, else from the server. */
  #extend({ events, complete, from, to }, isVisit) {
    const { scrollTop } = this.#refs.scroller;
    const before = this.#span;
    if (scrollTop < EDGE_PX) {
      if (Span.hasEarlier(events, before)) this.#span = Span.earlier(events, before);
      else if (!complete) this.#older(from, events.length);
    }
    if (this.#keeper.distanceToEnd < EDGE_PX && before.to !== null) {
      if (!isVisit) this.#span = Span.later(events, this.#span);
      else if (before.to < events.at(-1).seq)
        this.#span = Span.within(events, Span.later(events, this.#span));
      else this.#newer(to);
    }
    if (this.#span !== before) this.#app.renderLoop.draw();
  }

  /** Once per page: a refusal is not asked again until something changed. */
  #older(first, shown) {
    const pages = shown === this.#barren.shown ? this.#barren.pages : 0;
    if (this.#asked === first || pages === MOST_BARREN) return;
    this.#asked = first;
    this.#place.older(this.#shown.room).then(
      () => (this.#barren = { pages: pages + 1, shown }),
      () => (this.#asked = null),
    );
  }

  /** The reader moves: more pages may be asked for. */
  #goOn() {
    if (this.#barren.pages < MOST_BARREN) return;
    this.#barren = NONE_BARREN;
    this.#afterScroll();
  }

  #newer(last) {
    if (this.#askedNewer === last) return;
    this.#askedNewer = last;
    this.#place.newer(this.#shown.room).catch(() => {
      this.#askedNewer = null;
    });
  }
}

function isSame(a, b) {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}
