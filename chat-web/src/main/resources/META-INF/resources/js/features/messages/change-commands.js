/** How long a deletion can be taken back. */
const UNDO_MS = 5_000;

/** The commands that change messages, by the send queue, and those that read what became of them. */
export function changeCommands({ connection, sendQueue }) {
  const add = (room, change, heldUntil) => sendQueue.addChange({ room, change, heldUntil });

  /** All entries of a list that comes in pages, each continued behind the entry before. */
  async function all(frame, list, next) {
    const entries = [];
    for (let more = true; more;) {
      const where = entries.length > 0 ? next(entries.at(-1)) : {};
      const page = await connection.request({ ...frame, ...where });
      entries.push(...page[list]);
      more = page.more && page[list].length > 0;
    }
    return entries;
  }

  return {
    /** `base_rev` is the rev of the text that the user began to edit. */
    editMessage: (room, { seq, text, base_rev }) =>
      add(room, { type: "edit_message", seq, text, base_rev }),

    /** Sent after a while, in which it can be discarded. */
    deleteMessage: (room, seq) => add(room, { type: "delete_message", seq }, Date.now() + UNDO_MS),

    /** `message`: {seq}, or {of}, the `client_id` of an own message that is unsent itself. */
    react: (room, message, emoji, on) => add(room, { type: "set_reaction", ...message, emoji, on }),

    pin: (room, seq, on) => add(room, { type: "set_pin", seq, on }),

    /** Describes a `file` of an own message, or of an unsent one the file at an `index`; `alt` may be empty. */
    describeFile: (room, message, alt) => add(room, { type: "set_alt", ...message, alt }),

    /** The texts that a message had, the first one first. */
    versions: (room, seq) =>
      all({ type: "get_versions", room, seq }, "versions", ({ rev }) => ({ after: rev })),

    /** The pinned messages, the latest pin first; at most as many as a room may have. */
    pins: (room) => all({ type: "get_pins", room }, "pins", ({ seq }) => ({ before: seq })),
  };
}
