import { words } from "../../i18n/words.js";
import { answeredIn, pendingInThread, threadRoom } from "./selectors.js";

/** The open thread as a place where messages are read and written: see messages/room-place.js. */
export function threadPlace({ commands }) {
  return {
    name: "thread",
    roomOf: threadRoom,
    pendingOf: pendingInThread,
    editingOf: ({ editing, thread }) =>
      editing?.root !== undefined && editing.root === thread?.root && editing.room === thread.room
        ? editing
        : null,
    older: () => commands.olderReplies(),
    newer: async () => {},
    showEnd: () => {},
    endShown: () => {},
    hint: () => words.composeReply,
    answered: answeredIn,
  };
}
