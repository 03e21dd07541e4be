import { findMentions } from "../../lib/mentions.js";
import { notice } from "../members/reducer.js";
import { isMine, mergeInfo, updateRoom, withInfo } from "../rooms/model.js";
import { changedBy, isMessage } from "../timeline/events.js";
import {
  addLive,
  addNewer,
  addOlder,
  bound,
  changePart,
  isNews,
  mostInSight,
  startTimeline,
  trim,
} from "../timeline/timeline.js";
import { changedMessage, isChange, isDeleted, withMine, withoutMine } from "./changes.js";
import { isMentioned as mentions } from "./selectors.js";

// Frames that carry a room's log, and what becomes of one's own unsent messages.

const MOST_UNREAD = 1_000;
const KEPT_OUT_OF_SIGHT = 200;
/** How much of a room out of sight is held while messages come. */
const MOST_OUT_OF_SIGHT = 400;

function joinedRoom(state, reply, request) {
  const frame = { ...reply, events: withMine(reply.events, reply.mine) };
  const { room: info, users, events, head, resumed, more } = frame;
  const next = mergeInfo(arrived(withPeople(state, frame), info.id), info);
  return updateRoom(next, info.id, (room) => {
    const timeline =
      resumed && room.timeline
        ? { ...addNewer(room.timeline, events, head, more), isRestored: false }
        : startTimeline(frame, room.timeline);
    const joined = {
      ...room,
      joined: true,
      timeline,
      historyWindow: resumed ? room.historyWindow : null,
      info: {
        ...room.info,
        head,
        member: info.member ?? (info.kind === "direct" ? undefined : true),
      },
      notices: resumed ? room.notices : [],
      line: resumed ? room.line : null,
    };
    if (users !== undefined) {
      joined.members = users;
      joined.membersKnown = true;
      joined.membersMore = info.user_count > users.length;
      joined.membersEnd = joined.membersMore ? lastOther(users, state.self) : null;
    }
    const marked = withMention(state, joined);
    return state.current === info.id ? drawLine(state, marked) : marked;
  });
}

/** Oneself comes first, then the others by ascending id. */
function lastOther(users, self) {
  return users.findLast(({ id }) => id !== self?.id)?.id ?? "";
}

/** The users whom the reactions of a page name. */
export function withPeople(state, { people = [] }) {
  if (people.length === 0) return state;
  const users = new Map(state.users);
  for (const user of people) if (!users.has(user.id)) users.set(user.id, user);
  return { ...state, users };
}

function history(state, reply, request) {
  const frame = { ...reply, events: withMine(reply.events, reply.mine) };
  const { room: id, events, head, more } = frame;
  return updateRoom(withPeople(state, frame), id, (room) => {
    if (request?.note === "quote") return quoted(room, events);
    if (room.timeline === null) return room;
    // The log was replaced under us: what is held belongs to another one.
    if (head.epoch !== room.timeline.epoch)
      return { ...room, timeline: null, historyWindow: null, joined: false };
    if (request?.note === "window") return room;
    if (request?.after === undefined)
      return { ...room, timeline: addOlder(room.timeline, frame), loadingOlder: false };
    const timeline = addNewer(room.timeline, events, head, more);
    return withMention(state, events.reduce(changedBy, { ...room, timeline }));
  });
}

function quoted(room, events) {
  const quotes = new Map(room.quotes);
  for (const event of events.filter(isMessage)) quotes.set(event.seq, event);
  return { ...room, quotes };
}

/** A durable event just happened, of whatever type. */
function happened(state, event) {
  const { room: id, user, seq } = event;
  const isOwnRemoval = event.type === "reaction_removed" && user.id === state.self?.id;
  const next = updateRoom(state, id, (former) => {
    const room = isOwnRemoval ? mapHeld(former, (each) => withoutMine(each, event)) : former;
    const held = sized(state, changedBy(received(room, event, mostHeld(state, id)), event), event);
    const isBeyond = seq > (room.info.head?.seq ?? 0);
    const grown = isBeyond ? withInfo(held, { head: { ...room.info.head, seq } }) : held;
    // A RoomInfo may have come before the events that it counts; but what is unread it does not tell.
    const counts = room.joined && room.timeline ? isNews(room.timeline, event) : isBeyond;
    if (event.type === "message_deleted" && counts) return uncounted(state, room, grown, event);
    if (event.type === "message_edited") return withMention(state, grown);
    return isMessage(event) && counts ? counted(state, grown, event) : grown;
  });
  if (next.users.get(user.id)?.name === user.name) return next;
  return { ...next, users: new Map(next.users).set(user.id, user) };
}

function received(room, event, most) {
  const timeline = room.timeline && bound(addLive(room.timeline, event), most);
  if (isChange(event)) return changedRoom({ ...room, timeline }, event);
  if (!isMessage(event)) return { ...room, timeline };
  const typing = room.typing.filter((typist) => typist.user.id !== event.user.id);
  return { ...room, typing, timeline };
}

/** Whether the server took `@all` or `@here` of the user for a mention shows how large a room is. */
function sized(state, room, event) {
  const isOwn = isMessage(event) && event.user.id === state.self?.id;
  if (!isOwn || findMentions(event.text, () => false).length === 0) return room;
  return { ...room, isLarge: event.mention_all === undefined };
}

function mapHeld(room, change) {
  const next = { ...room };
  for (const part of ["timeline", "historyWindow"])
    if (room[part] !== null) next[part] = { ...room[part], events: room[part].events.map(change) };
  return next;
}

/** What is held outside of the timeline's end: a history window, and what replies quote. */
function changedRoom(room, event) {
  const next = { ...room };
  if (room.historyWindow !== null) next.historyWindow = changePart(room.historyWindow, event);
  const quoted = room.quotes.get(event.target);
  if (quoted !== undefined)
    next.quotes = new Map(room.quotes).set(event.target, changedMessage(quoted, event));
  return next;
}

function mostHeld({ current, isEndVisible }, id) {
  return current === id ? mostInSight(isEndVisible) : MOST_OUT_OF_SIGHT;
}

/**
 * Other people's messages count until they were seen; one's own send marks everything up to itself.
 */
function counted(state, before, frame) {
  const { room: id, user, seq } = frame;
  const room = withInfo(before, { message_count: (before.info.message_count ?? 0) + 1 });
  if (!isMine(room)) return room;
  const unread = room.info.unread ?? 0;
  if (user.id === state.self?.id)
    return { ...withInfo(room, { unread: 0 }), line: null, mark: seq, keepsUnread: false, anew: null };
  if (isSeen(state, room)) return room;
  const line = state.current === id && unread === 0 ? seq : room.line;
  const isMentioned = room.isMentioned || mentions(frame, state.self);
  return { ...withInfo(room, { unread: Math.min(MOST_UNREAD, unread + 1) }), line, isMentioned };
}

/** Whether the user sees what comes into a room, and so has read it. */
function isSeen({ current, isEndVisible }, { info, keepsUnread }) {
  return current === info.id && isEndVisible && !keepsUnread;
}

/** An edit mentions the user for the first time. */
function mentionedAnew(state, { room: id, seq }) {
  return updateRoom(state, id, (room) =>
    isSeen(state, room) || !isMine(room) || seq <= (room.mark ?? 0) ? room : { ...room, anew: seq },
  );
}

/** Another user's message that was deleted before it was read is no longer unread. */
function uncounted(state, before, room, { target }) {
  const unread = before.info.unread ?? 0;
  const isUnread = unreadEvents(state, before).some(
    ({ seq, user }) => seq === target && user.id !== state.self?.id,
  );
  return isUnread ? withInfo(room, { unread: unread - 1 }) : room;
}

/** The line stands before as many of other people's messages as are unread. */
function drawLine(state, room) {
  const [first] = unreadEvents(state, room);
  return first === undefined ? room : { ...room, line: first.seq };
}

/** What came while the page was closed or cut off may mention one, too. */
function withMention(state, room) {
  if (room.isMentioned) return room;
  const isMentioned = unreadEvents(state, room).some((event) => mentions(event, state.self));
  return isMentioned ? { ...room, isMentioned } : room;
}

/** The end of what is held of a room, with as many of other people's messages as are unread. */
function unreadEvents(state, room) {
  let left = room.info.unread ?? 0;
  if (left === 0 || room.timeline === null) return [];
  const { events } = room.timeline;
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (isMessage(event) && !isDeleted(event) && event.user.id !== state.self?.id) left--;
    if (left === 0) return events.slice(index);
  }
  return events;
}

function opened(state, { room: id }) {
  const { current } = state;
  const left = current === null || current === id ? state : updateRoom(state, current, putAway);
  return updateRoom(left, id, (room) => drawLine(state, { ...room, line: null }));
}

function putAway(room) {
  const timeline = room.timeline && trim(room.timeline, KEPT_OUT_OF_SIGHT);
  return { ...room, line: null, timeline, historyWindow: null };
}

function messageSent(state, { room: id, seq, client_id, private: isPrivate }, request, at) {
  const item = state.pending.find((waiting) => waiting.client_id === client_id);
  const others = state.pending.filter((waiting) => waiting !== item);
  if (item === undefined) return state;
  if (isPrivate && id !== item.room) {
    // It settles in the conversation; here a notice says where it went.
    const note = { kind: "whispered", user: state.self, at: at + state.clockAheadMs, to: id, name: item.to?.name };
    return updateRoom({ ...state, pending: others }, item.room, (room) => notice(room, note));
  }
  const seen = (state.rooms.get(id)?.timeline?.cursor ?? 0) >= seq;
  if (seen) return { ...state, pending: others };
  const sent = { ...item, state: "sent", seq };
  return { ...state, pending: state.pending.map((waiting) => (waiting === item ? sent : waiting)) };
}

/**
 * The send queue is the truth about what is unsent; what was acknowledged stays until its event is
 * here.
 */
function sendQueueChanged(state, { items: all, orphanedDrafts, discarded }) {
  const items = all.filter(({ change }) => change === undefined);
  const changes = all.filter(({ change }) => change !== undefined);
  const kept = new Set(items.map(({ client_id }) => client_id));
  const acknowledged = state.pending
    .map((item) => (isSentElsewhere(item, kept, discarded) ? { ...item, state: "sent" } : item))
    .filter((item) => item.state === "sent" && !isInLog(state, item));
  const ids = new Set(acknowledged.map(({ client_id }) => client_id));
  const unsent = items.filter((item) => !ids.has(item.client_id));
  return { ...state, pending: [...acknowledged, ...unsent], changes, orphanedDrafts };
}

/**
 * What waited and was neither sent nor discarded here has left through another tab. It stays in sight
 * until its event has come, which may be when this tab is connected again.
 */
function isSentElsewhere({ client_id, state, to }, kept, discarded) {
  return state === "sending" && to === undefined && !kept.has(client_id) && !discarded.has(client_id);
}

/** Sent by another tab, its number is not known here; its event is found by its key. */
function isInLog(state, { room, seq, client_id }) {
  const { timeline } = state.rooms.get(room) ?? {};
  if (seq !== undefined) return (timeline?.cursor ?? 0) >= seq;
  return timeline?.events.some((event) => event.client_id === client_id) ?? false;
}

/** The log of a room is here up to its end: what left through another tab is in it. */
function arrived(state, id) {
  const stays = ({ room, state: fate, seq }) =>
    room !== id || fate !== "sent" || seq !== undefined;
  return state.pending.every(stays) ? state : { ...state, pending: state.pending.filter(stays) };
}

/**
 * Nothing is unread up to an end that the user sees; the read marker is sent to the server a little
 * later.
 */
function endVisible(state, { isEndVisible }) {
  const next = state.isEndVisible === isEndVisible ? state : { ...state, isEndVisible };
  if (!isEndVisible) return next;
  return updateRoom(next, next.current, (room) => {
    if (room.keepsUnread || (!room.info.unread && room.anew === null)) return room;
    return { ...withInfo(room, { unread: 0 }), anew: null };
  });
}

/** Messages are being marked as unread: what the user looks at does not count as read meanwhile. */
function markingUnread(state, { room: id }) {
  return updateRoom(state, id, (room) => ({ ...room, keepsUnread: true }));
}

/** The read marker is taken as it stands; one that goes back stays there while the room is shown. */
function markedRead(state, { room: id, seq, unread }, request) {
  return updateRoom(state, id, (room) => {
    const isBack = request?.type === "mark_unread" || seq < (room.mark ?? 0);
    const anew = room.anew > seq ? room.anew : null;
    const next = { ...withInfo(room, { unread }), mark: seq, anew };
    if (!isBack) return next;
    const back = withMention(state, { ...next, keepsUnread: true, line: null });
    return state.current === id ? drawLine(state, back) : back;
  });
}

function loadingOlder(state, { room: id, loading }) {
  return updateRoom(state, id, (room) => ({ ...room, loadingOlder: loading }));
}

export const messageReducer = {
  initial: {
    isEndVisible: false, // whether the user sees the end of the current room
    pending: [], // own messages that are not in a timeline yet, in the order of writing
    changes: [], // own changes of messages that are not acknowledged yet, in the order of making
    editing: null, // the message that is being edited: see editing.js
    orphanedDrafts: [], // unsent messages that another user left in this browser
  },
  actions: {
    opened,
    end_visible: endVisible,
    loading_older: loadingOlder,
    marking_unread: markingUnread,
    mentioned_anew: mentionedAnew,
    send_queue_changed: sendQueueChanged,
    editing: (state, { editing }) => ({ ...state, editing }),
  },
  frames: {
    joined_room: joinedRoom,
    history,
    message_sent: messageSent,
    marked_read: markedRead,
  },
  happened,
};
