import { shownText } from "../../lib/text.js";
import { dayKey } from "../../lib/time.js";
import { overlaid } from "../messages/changes.js";
import { heldMessage, quotedMessage } from "../messages/selectors.js";
import { eventTypes, isFold, isMessage } from "./events.js";

const GROUP_MS = 5 * 60_000;
const CROWD = 3;
/** Each message is asked for its day with every frame in which anything changes. */
const days = new WeakMap();

/**
 * What stands in the message list, top to bottom, as plain values: `key` names a row over time, and
 * a row whose other members are equal looks the same. Of a thread (`room.threadRoot`) the first event
 * is the root, if it is kept, and a row with the number of replies follows it.
 */
export function buildRows({
  room,
  events,
  pending,
  changes = new Map(),
  editing = null,
  self,
  startsLog,
  endsLog,
  showsGuests = true,
}) {
  const rows = [];
  const first = events[0]?.seq ?? 0;
  // What lies before the first event is not known to be read, unless nothing does.
  const before = startsLog ? 0 : first - 1;
  const builder = { rows, room, self, showsGuests, changes, editing, day: null, head: null, before };
  if (startsLog && room.threadRoot === undefined)
    rows.push({
      key: "start",
      type: "start",
      info: room.info,
      isEmpty: pending.length === 0 && !events.some(isMessage),
    });
  if (room.loadingOlder && room.threadRoot === undefined) rows.push({ key: "older", type: "older" });
  const notices = room.notices.filter(({ after }) => startsLog || after >= first);
  let told = 0;
  for (const event of events) {
    for (; notices[told]?.after < event.seq; told++) addNotice(builder, notices[told]);
    if (isMessage(event)) addMessage(builder, event);
    else if (isFold(event)) addFold(builder, event);
    else addChange(builder, event);
  }
  if (!endsLog) return gatherCrowds(gatherTombstones(rows));
  for (; told < notices.length; told++) addNotice(builder, notices[told]);
  for (const item of pending) addMessage(builder, item);
  return gatherCrowds(gatherTombstones(rows));
}

/** Deleted messages that follow each other share a line. */
function gatherTombstones(rows) {
  const gathered = [];
  for (const row of rows) {
    const last = gathered.at(-1);
    const isGone = isTombstone(row);
    if (isGone && last !== undefined && isTombstone(last))
      gathered[gathered.length - 1] = { ...last, count: (last.count ?? 1) + 1 };
    else gathered.push(row);
  }
  return gathered;
}

function isTombstone({ type, source }) {
  return type === "message" && source.deleted !== undefined && source.replies === undefined;
}

/** Where many users join or leave between two messages, they share a line. */
function gatherCrowds(rows) {
  const gathered = [];
  for (let start = 0; start < rows.length;) {
    const kind = rows[start].notice?.kind;
    let end = start + 1;
    while ((kind === "joined" || kind === "left") && rows[end]?.notice?.kind === kind) end++;
    if (end - start < CROWD) gathered.push(...rows.slice(start, end));
    else {
      const names = rows.slice(start, end).map((row) => row.names);
      gathered.push({ ...rows[end - 1], names: names.join("\n") });
    }
    start = end;
  }
  return gathered;
}

/** An event and an unsent message of one's own, in one shape. */
export function messageOf(source, self, isDirect) {
  if (isMessage(source)) return source;
  return {
    ...source,
    user: self,
    text: shownText(source.text, isDirect, source.to),
    mentions: [],
    private: isDirect || source.to !== undefined,
  };
}

function addMessage(builder, event) {
  const { rows, room, self, showsGuests, changes, editing } = builder;
  const items = changes.get(event.seq) ?? changes.get(event.client_id);
  const source = overlaid(event, items, self);
  const user = isMessage(source) ? source.user : self;
  startDay(builder, source);
  startLine(builder, source);
  const answered = quotedBy(source, room);
  const isHead = startsGroup(builder.head, source, user, answered);
  if (isHead)
    builder.head = { at: Date.parse(source.at), user, to: source.to?.id };
  rows.push({
    key: source.state === undefined ? `seq ${source.seq}` : `own ${source.client_id}`,
    type: "message",
    source,
    isHead,
    state: source.state ?? "sent",
    isDirect: room.info.kind === "direct",
    other: room.info.with?.name,
    answered,
    quoted: answered === null ? null : quotedMessage(room, answered),
    showsGuests,
    failed: items?.find((item) => item.state === "failed"),
    editing: isEdited(editing, room, source) ? editing : null,
    isInThread: room.threadRoot !== undefined,
    isRoot: isMessage(source) && source.seq === room.threadRoot,
    ...threadOf(source, room),
  });
  if (isMessage(source) && source.seq === room.threadRoot) addReplies(builder, source);
}

/** The seq of the message that a row quotes, or null: in a thread all answer its root. */
function quotedBy({ reply_to }, { threadRoot }) {
  return reply_to && reply_to !== threadRoot ? reply_to : null;
}

/** What a root shows of its thread in the room: how many replies, and when the last one came. */
function threadOf({ replies }, room) {
  if (room.threadRoot !== undefined || !(replies?.count > 0)) return { replyCount: 0 };
  const last = heldMessage(room.unfolded ?? room, replies.last);
  return { replyCount: replies.count, repliedAt: last?.at };
}

function addReplies(builder, { replies }) {
  const count = replies?.count ?? 0;
  const { loadingOlder } = builder.room;
  if (count > 0 || loadingOlder)
    builder.rows.push({ key: "replies", type: "replies", count, loadingOlder });
  builder.head = null;
}

function isEdited(editing, room, { seq }) {
  return editing !== null && editing.room === room.info.id && editing.seq === seq;
}

/** Replies that are read in their thread: how many there are, and what they answer. */
function addFold(builder, fold) {
  startDay(builder, fold);
  startLine(builder, fold);
  const { seq, thread, count, deleted } = fold;
  const quoted = quotedMessage(builder.room, thread);
  const row = { key: `fold ${seq}`, type: "fold", answered: thread, quoted, count, deleted };
  builder.rows.push(row);
  builder.head = null;
}

/** Events of one type by one user in one go share a row. */
function addChange(builder, event) {
  startDay(builder, event);
  startLine(builder, event);
  const { rows } = builder;
  const { type, seq, user, at } = event;
  const last = rows.at(-1);
  const isSameGo =
    last?.event === type &&
    last.user.id === user.id &&
    Date.parse(at) - Date.parse(last.at) <= GROUP_MS;
  const former = isSameGo ? rows.pop() : undefined;
  const { fields } = eventTypes[type];
  rows.push({ key: `seq ${seq}`, type: "change", event: type, user, at, ...fields(event, former) });
  builder.head = null;
}

/** The line stands before the first event that is new, of whatever type. */
function startLine(builder, { seq }) {
  const { line } = builder.room;
  if (line !== null && builder.before < line && line <= seq) {
    builder.rows.push({ key: "line", type: "line" });
    builder.head = null;
  }
  builder.before = seq ?? builder.before;
}

function startDay(builder, source) {
  const day = dayOf(source);
  if (day === builder.day) return;
  builder.rows.push({ key: `day ${day}`, type: "day", at: source.at });
  Object.assign(builder, { day, head: null });
}

function dayOf(source) {
  if (!days.has(source)) days.set(source, dayKey(source.at));
  return days.get(source);
}

function startsGroup(head, { at, to }, user, answered) {
  if (head === null || answered !== null) return true;
  return (
    head.user.id !== user.id ||
    head.user.name !== user.name ||
    head.user.kind !== user.kind ||
    head.to !== to?.id ||
    Date.parse(at) - head.at > GROUP_MS
  );
}

function addNotice(builder, notice) {
  if (builder.day === null || dayOf(notice) > builder.day) startDay(builder, notice);
  builder.rows.push({
    key: `notice ${notice.id}`,
    type: "notice",
    notice,
    names: notice.user.name,
  });
  builder.head = null;
}
