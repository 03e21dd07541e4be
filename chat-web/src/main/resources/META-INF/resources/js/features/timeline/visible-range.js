import { indexOfSeq } from "./timeline.js";

// Which part of a timeline is in the page: {from, to} by seq; `to` null follows the end. Pure. The
// numbers keep the page at a few hundred rows however long the log is.

const START = 150;
const STEP = 100;
export const MOST = 300;

export function latest(events) {
  return { from: events[Math.max(0, events.length - START)]?.seq ?? 0, to: null };
}

/** A span that shows the event `seq` with what was said before it. */
export function around(events, seq) {
  const at = indexOfSeq(events, seq);
  const from = Math.max(0, Math.min(at - 40, events.length - START));
  return {
    from: events[from]?.seq ?? 0,
    to: events[from + MOST - 1] ? events[from + MOST - 1].seq : null,
  };
}

/** The same, ending with what is held: a history window has an end that is not the log's. */
export function within(events, span) {
  return span.to === null ? { from: span.from, to: events.at(-1).seq } : span;
}

/** Whether a span shows any of these events. */
export function fits(events, { to }) {
  return to === null || events.length === 0 || to >= events[0].seq;
}

export function earlier(events, span) {
  const from = Math.max(0, indexOfSeq(events, span.from) - STEP);
  const lastShown = from + MOST - 1;
  const end = span.to === null ? events.length - 1 : indexOfSeq(events, span.to);
  return { from: events[from]?.seq ?? 0, to: end > lastShown ? events[lastShown].seq : span.to };
}

export function later(events, span) {
  if (span.to === null) return span;
  const to = indexOfSeq(events, span.to) + STEP;
  const isEnd = to >= events.length - 1;
  const last = isEnd ? events.length - 1 : to;
  const from = Math.max(indexOfSeq(events, span.from), last - MOST + 1);
  return { from: events[from].seq, to: isEnd ? null : events[to].seq };
}

/**
 * After events came: a reader who follows the end loses the top; the part above stays as it is.
 */
export function settle(events, span, isFollowing) {
  if (span.to !== null) return span;
  const from = indexOfSeq(events, span.from);
  if (events.length - from <= MOST) return span;
  return isFollowing ? latest(events) : { from: span.from, to: events[from + MOST - 1].seq };
}

export function cut(events, { from, to }) {
  const start = indexOfSeq(events, from);
  return events.slice(start, to === null ? undefined : indexOfSeq(events, to) + 1);
}

export function hasEarlier(events, { from }) {
  return (events[0]?.seq ?? 0) < from;
}
