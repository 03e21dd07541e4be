import { words } from "../../i18n/words.js";
import { isolate, isolatedNodes } from "../../lib/bidi.js";
import { showRelative } from "../../lib/clock.js";
import { icon, make } from "../../lib/dom.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { dayName } from "../../lib/time.js";
import { codeRoomExpiry } from "../rooms/code-room-expiry.js";
import { eventTypes } from "../timeline/events.js";
import { MessageRow } from "./message-row.js";
import { linked } from "./message-text.js";

const MOST_NAMED = 6;
const NAMED_OF_CROWD = 3;
const QUOTE_LENGTH = 140;

/** The rows of the message list that are no messages: drawn once, changed by drawing them anew. */
class PlainRow {
  constructor() {
    this.root = make("div", "row");
  }

  update(row, self, app) {
    this.root.className = `row row-${row.type}`;
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(...painters[row.type](row, app));
    if (hadFocus) this.root.querySelector("button")?.focus({ preventScroll: true });
    if (row.type === "notice") this.root.dataset.test = "notice";
    if (row.type === "change") this.root.dataset.test = "room-change";
    if (row.type === "older" || row.type === "loading") this.root.dataset.test = "older";
  }
}

export function newSystemRow(type) {
  return type === "message" ? new MessageRow() : new PlainRow();
}

const painters = {
  day: ({ at }) => [relativeLine(() => dayName(at))],
  line: () => [make("span", "", words.newLine)],
  replies: ({ count, loadingOlder }) => [
    make("span", "", loadingOlder ? words.loadingOlder : words.replies(count)),
  ],
  fold: (row) => [paintFold(row)],
  older: () => [make("span", "", words.loadingOlder)],
  loading: () => [make("span", "", words.loading)],
  away: () => [make("span", "", words.away)],
  notice: (row, app) => paintNotice(row, app),
  change: (row) => [sentence(eventTypes[row.event].sentence(words, row, isolate))],
  start: ({ info, isEmpty }, app) => paintStart(info, isEmpty, app.store.state.limits),
};

/** A button that opens the thread. */
function paintFold({ answered, quoted, count, deleted }) {
  const button = make("button", "thread-line");
  Object.assign(button.dataset, { act: "fold", root: answered, test: "folded-replies" });
  const kept = count - deleted;
  const said = make("span", "", kept > 0 ? words.replies(kept) : words.messagesDeleted(deleted));
  button.append(icon("thread"), said);
  if (quoted) {
    const root = quoted.deleted ? words.messagesDeleted(1) : plainLine(quoted);
    const about = make("span", "fold-root");
    const text = make("span", "", shorten(root, QUOTE_LENGTH));
    text.dir = "auto";
    about.append(make("bdi", "", quoted.user.name), ": ", text);
    button.append(about);
  }
  return button;
}

function relativeLine(textOf) {
  const line = make("span");
  showRelative(line, textOf);
  return line;
}

function paintNotice({ notice, names }, app) {
  const { kind, to, name: known } = notice;
  if (kind === "renamed")
    return [sentence(words.renamed(isolate(notice.before), isolate(notice.user.name)))];
  if (kind !== "whispered") return [sentence(words[kind](someOf(names.split("\n"))))];
  const name = app.store.state.rooms.get(to)?.info.with?.name ?? known;
  const button = make("button", "link-button", words.openConversation);
  button.dataset.goes = to;
  const text = name === undefined ? words.whisperedToSomebody : words.whispered(isolate(name));
  return [icon("lock"), sentence(text), button];
}

function sentence(text) {
  const said = make("span");
  said.append(...isolatedNodes(text));
  return said;
}

/** Of a crowd the first few, and how many more. */
function someOf(names) {
  if (names.length <= MOST_NAMED) return names.map(isolate);
  return [...names.slice(0, NAMED_OF_CROWD).map(isolate), words.others(names.length - NAMED_OF_CROWD)];
}

function paintStart(info, isEmpty, limits) {
  const picture = make("span", "start-icon");
  picture.append(icon({ code: "key", direct: "lock", private: "lock" }[info.kind] ?? "hash"));
  const lines = [make("h2", "", startTitle(info)), startLine(info, isEmpty)];
  if (info.kind === "code") lines.push(make("p", "", codeRoomExpiry(limits)));
  if (info.code !== undefined)
    return [picture, ...lines, startButton("share", "link", words.copyLink)];
  return info.kind === "private"
    ? [picture, ...lines, startButton("invite", "invite", words.invitePeople)]
    : [picture, ...lines];
}

function startButton(act, picture, text) {
  const button = make("button", "button");
  button.dataset.act = act;
  button.dataset.test = act === "share" ? act : "start-invite";
  button.append(icon(picture), make("span", "", text));
  return button;
}

function startTitle(info) {
  return info.with === undefined
    ? words.beginning(info.name)
    : words.beginningOfTwo(info.with.name);
}

function startLine(info, isEmpty) {
  const line = make("p");
  line.append(...linked(startHint(info, isEmpty)));
  return line;
}

function startHint(info, isEmpty) {
  if (info.kind === "direct") return words.emptyDirect(info.with?.name ?? "");
  if (!isEmpty) return info.topic ?? "";
  const next = { code: words.emptyCode, private: words.emptyPrivate }[info.kind] ?? "";
  return `${words.emptyRoom} ${next}`.trim();
}
