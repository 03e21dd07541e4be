import { changedEvents } from "../messages/changes.js";
import { shownOf } from "./events.js";

const MOST_AT_END = 1_200;
const MOST_ABOVE = 20_000;

/**
 * What is held of one room's log. Pure values, never changed in place.
 *
 *   events    those that are shown, ascending; what lies between them is of no type that is shown,
 *             or a page left it out
 *   from      everything from this seq to the cursor is known; older pages end before it
 *   cursor    everything up to this seq was seen; a resume continues here
 *   ahead     live events beyond a hole, until pages have reached them
 *   behind    there is such a hole, or a page was cut: `history after cursor` continues
 *   complete  nothing older exists
 *   origin    equal for as long as events were only added: another one is another piece of the log
 *   isRestored  it comes from an earlier visit and the server has not confirmed it yet
 */

/** From a page of the latest events. */
export function startTimeline(page, former = null) {
  const { events, head, more } = page;
  const timeline = {
    epoch: head.epoch,
    events: shownOf(events),
    from: pageFrom(page),
    cursor: Math.max(head.seq, last(events)?.seq ?? 0),
    ahead: [],
    behind: false,
    complete: !more,
    origin: {},
    isRestored: false,
  };
  return takeAhead(timeline, former?.ahead ?? []);
}

/** A piece of the log that was kept since an earlier visit. */
export function restoreTimeline({ epoch, cursor, from, events, complete }) {
  const head = { epoch, seq: cursor };
  const timeline = startTimeline({ head, events, from, more: !complete });
  return { ...timeline, isRestored: true };
}

/**
 * The seq from which on a page without a cursor, with what follows it, has all that is shown. Servers
 * before that field sent all events of the page.
 */
export function pageFrom({ from, events, head, more }) {
  return from ?? (more ? (events[0]?.seq ?? head.seq + 1) : 1);
}

/** How far the end of the log is beyond what is held; Infinity when it is another log. */
export function distanceTo(head, timeline) {
  return head?.epoch === timeline.epoch ? head.seq - timeline.cursor : Infinity;
}

/** Whether an event that happened is not held yet. */
export function isNews(timeline, { seq }) {
  return seq > timeline.cursor && !timeline.ahead.some((event) => event.seq === seq);
}

/**
 * One event as it happened. Repeats are ignored, a jump is kept until the hole before it is filled.
 */
export function addLive(timeline, event) {
  if (!isNews(timeline, event)) return timeline;
  if (!timeline.behind && event.seq === timeline.cursor + 1) return append(timeline, [event]);
  const ahead = [...timeline.ahead, event].sort((a, b) => a.seq - b.seq);
  return { ...timeline, ahead, behind: true };
}

/** A page that continues at the cursor: from a resume, or from `history after`. */
export function addNewer(timeline, events, head, more) {
  const fresh = events.filter(({ seq }) => seq > timeline.cursor);
  let next = append(timeline, fresh);
  if (more) return { ...next, behind: true };
  // The page ended at the head, so holes up to it are real: that content was removed.
  next = { ...next, cursor: Math.max(next.cursor, head.seq), behind: false, ahead: [] };
  const waiting = timeline.ahead.filter(({ seq }) => seq > next.cursor);
  const stuck = fresh.length === 0 && next.cursor === timeline.cursor && waiting.length > 0;
  // The server knows of nothing in between, twice asked: take what it sent live.
  if (stuck) next = { ...next, cursor: waiting[0].seq - 1 };
  return takeAhead(next, waiting);
}

/** A page that ends before what is held, of a timeline or of a history window. */
export function addOlder(part, page) {
  const older = shownOf(page.events).filter(({ seq }) => seq < part.from);
  const from = Math.min(part.from, pageFrom(page));
  return { ...part, events: [...older, ...part.events], from, complete: !page.more };
}

/**
 * How much is held of a room or thread in sight while messages come: users who read above the end must
 * not lose what they read.
 */
export function mostInSight(isEndVisible) {
  return isEndVisible ? MOST_AT_END : MOST_ABOVE;
}

/** Forgets the older half, and more than that, once there are more than `most` events. */
export function bound(timeline, most) {
  return timeline.events.length > most ? trim(timeline, most / 2) : timeline;
}

/** Forgets all but the latest `keep` events. */
export function trim(timeline, keep) {
  if (timeline.events.length <= keep) return timeline;
  const events = timeline.events.slice(-keep);
  return { ...timeline, events, from: events[0].seq, complete: false };
}

/** Forgets the events that the server no longer keeps: those before `floor`, its first. */
export function dropBelow(part, floor) {
  const { events } = part;
  const isBelow = events.length > 0 && events[0].seq < floor;
  const kept = isBelow ? events.slice(indexOfSeq(events, floor)) : events;
  const complete = part.complete || part.from <= floor;
  const from = Math.max(part.from, floor);
  const isSame = !isBelow && complete === part.complete && from === part.from;
  return isSame ? part : { ...part, events: kept, from, complete };
}

/** A lost connection sends again what lay beyond the hole. */
export function dropAhead(timeline) {
  return { ...timeline, ahead: [], behind: false };
}

/** The index of the first event with this seq or a later one. */
export function indexOfSeq(events, seq) {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function eventAt(events, seq) {
  const found = events[indexOfSeq(events, seq)];
  return found?.seq === seq ? found : null;
}

function takeAhead(timeline, ahead) {
  return ahead.reduce(addLive, timeline);
}

function append(timeline, events) {
  if (events.length === 0) return timeline;
  const shown = [...timeline.events, ...shownOf(events)];
  return { ...timeline, events: events.reduce(changedEvents, shown), cursor: last(events).seq };
}

/** An event may change what is held, wherever it stands in the log. */
export function changePart(part, event) {
  const events = changedEvents(part.events, event);
  return events === part.events ? part : { ...part, events };
}

function last(list) {
  return list[list.length - 1];
}
