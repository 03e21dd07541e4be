// What later events make of a message. Pure values, never changed in place.

const CHANGES = {
  // With files one of them was described, which is no edit of the text.
  message_edited: (message, { text, mentions, mention_all, files, at, erased }) => {
    if (erased) return message;
    return files ? { ...message, files } : { ...message, text, mentions, mention_all, edited_at: at };
  },
  message_deleted: (message, { seq, target, user, at, reason }) =>
    message.seq === target
      ? tombstone(message, { user, at, ...(reason ? { reason } : {}) })
      : withReplies(message, -1, seq),
  reaction_added: (message, { emoji, user }) => withReaction(message, emoji, user.id),
  reaction_removed: (message, { emoji, user }) => withoutReaction(message, emoji, user.id),
  message_pinned: (message) => ({ ...message, pinned: true }),
  message_unpinned: ({ pinned, ...message }) => message,
  new_message: (message, { seq }) => withReplies(message, 1, seq),
};

/** Whether the event is one that changes a message and shows nothing else. */
export function isChange({ type, target }) {
  return target !== undefined && type in CHANGES;
}

/**
 * A message after an event; the same one when the event does not change it, or is part of it
 * already: a change counts only if its `seq` is greater than the message's `rev`.
 */
export function changedMessage(message, event) {
  const isAbout = message.seq === event.target || message.seq === event.thread;
  if (!isAbout || message.seq === event.seq || event.seq <= (message.rev ?? 0)) return message;
  const change = CHANGES[event.type];
  return change === undefined ? message : { ...change(message, event), rev: event.seq };
}

/** A list of events, ascending, after one more; the same list when it changes none of them. */
export function changedEvents(events, event) {
  if (event.target === undefined && event.thread === undefined) return events;
  let next = events;
  for (const seq of new Set([event.target, event.thread])) {
    const index = seq === undefined ? -1 : events.findIndex((each) => each.seq === seq);
    if (index < 0) continue;
    const changed = changedMessage(events[index], event);
    if (changed === events[index]) continue;
    if (next === events) next = [...events];
    next[index] = changed;
  }
  return next;
}

export function isDeleted({ deleted }) {
  return deleted !== undefined;
}

function tombstone({ edited_at, mention_all, files, reactions, pinned, mine, ...message }, deleted) {
  return { ...message, text: "", mentions: [], deleted };
}

function withReplies(message, more, seq) {
  const { count = 0, last = seq } = message.replies ?? {};
  const replies = { count: Math.max(0, count + more), last: more > 0 ? seq : last };
  return { ...message, replies };
}

function withReaction(message, emoji, user) {
  const reactions = message.reactions ?? [];
  const held = reactions.find((each) => each.emoji === emoji);
  if (held === undefined) {
    return { ...message, reactions: [...reactions, { emoji, count: 1, users: [user] }] };
  }
  const grown = { emoji, count: held.count + 1, users: [...held.users, user] };
  return { ...message, reactions: reactions.map((each) => (each === held ? grown : each)) };
}

function withoutReaction(message, emoji, user) {
  const reactions = (message.reactions ?? []).flatMap((each) => {
    if (each.emoji !== emoji) return [each];
    const users = each.users.filter((id) => id !== user);
    return each.count > 1 ? [{ emoji, count: each.count - 1, users }] : [];
  });
  const { reactions: former, ...rest } = message;
  return reactions.length > 0 ? { ...rest, reactions } : rest;
}

/** Whether a user reacted with an emoji, as far as the page knows. */
export function hasReacted(message, emoji, userId) {
  const reaction = message.reactions?.find((each) => each.emoji === emoji);
  if (reaction === undefined) return false;
  return reaction.users.includes(userId) || (message.mine?.includes(emoji) ?? false);
}

/** Messages of a page, with one's own reactions that their `users` leave out. */
export function withMine(events, mine = {}) {
  if (Object.keys(mine).length === 0) return events;
  return events.map((event) =>
    mine[event.seq] === undefined ? event : { ...event, mine: mine[event.seq] },
  );
}

/** A message without an own reaction that the page knew of from `mine`. */
export function withoutMine(message, { target, emoji }) {
  if (message.seq !== target || !message.mine?.includes(emoji)) return message;
  return { ...message, mine: message.mine.filter((each) => each !== emoji) };
}

const overlays = new WeakMap();

/**
 * A message as it will be when one's own changes of it have been acknowledged. A deletion shows as
 * `deleting`, the key under which it can be taken back.
 */
export function overlaid(message, items, self) {
  if (items === undefined) return message;
  const kept = overlays.get(message);
  if (kept?.items === items) return kept.shown;
  const shown = items
    .filter(({ state }) => state === "sending")
    .reduce((former, item) => withUnsent(former, item, self), message);
  overlays.set(message, { items, shown });
  return shown;
}

function withUnsent(message, { change, client_id }, self) {
  const { type, text, emoji, on, file, alt } = change;
  if (type === "edit_message") return { ...message, text, mentions: [], mention_all: undefined, isUnsent: true };
  if (type === "delete_message") return { ...message, deleting: client_id };
  if (type === "set_alt") return { ...message, files: message.files?.map((each) => described(each, file, alt)) };
  if (type === "set_pin") return { ...message, pinned: on || undefined };
  if (type !== "set_reaction" || hasReacted(message, emoji, self?.id) === on) return message;
  return on
    ? withReaction(message, emoji, self.id)
    : withoutMine(withoutReaction(message, emoji, self.id), { target: message.seq, emoji });
}

function described({ alt: former, ...file }, id, alt) {
  if (file.id !== id) return former === undefined ? file : { ...file, alt: former };
  return alt === "" ? file : { ...file, alt };
}
