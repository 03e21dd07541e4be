/** The fields of a room that the event `room_changed` changes. */
export const CHANGEABLE = ["name", "topic"];

/** The event `room_changed`, as features/timeline/events.js describes types. */
export const roomChanged = {
  /** Of each field the latest change holds, in whatever order the events come. */
  apply(room, event) {
    const { seq } = event;
    const isNews = (field) => seq > Math.max(room.asOf.info, room.asOf[field]);
    const fields = CHANGEABLE.filter((field) => event[field] !== undefined && isNews(field));
    if (fields.length === 0) return room;
    const next = { ...room, info: { ...room.info }, asOf: { ...room.asOf } };
    for (const field of fields) {
      next.info[field] = event[field] || undefined;
      next.asOf[field] = seq;
    }
    return next;
  },

  /** What a user changes in one go shares a row, which says what holds in the end. */
  fields: ({ name, topic }, former = {}) => ({
    name: name ?? former.name,
    topic: topic ?? former.topic,
  }),

  sentence(words, { user, name, topic }, quote) {
    const who = quote(user.name);
    if (topic === undefined) return words.roomRenamed(who, quote(name));
    if (name === undefined)
      return topic === "" ? words.topicRemoved(who) : words.topicChanged(who, quote(topic));
    return topic === ""
      ? words.roomRenamedTopicRemoved(who, quote(name))
      : words.roomRenamedTopicChanged(who, quote(name), quote(topic));
  },
};
