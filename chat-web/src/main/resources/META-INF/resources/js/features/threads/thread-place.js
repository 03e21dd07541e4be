import { words } from "../../i18n/words.js";
import { answeredIn, pendingInThread, threadRoom } from "./selectors.js";

/** The open thread, of which `marks` are kept, as a place where messages are read and written: see messages/room-place.js. */
export function threadPlace({ commands }, marks) {
  return {
    name: "thread",
    takesFocus: false, // its panel does
    roomOf: threadRoom,
    pendingOf: pendingInThread,
    editingOf: ({ editing, thread }) =>
      editing?.root !== undefined && editing.root === thread?.root && editing.room === thread.room
        ? editing
        : null,
    older: () => commands.olderReplies(),
    newer: async () => {},
    showEnd: () => {},
    endShown: (isShown) => marks.setAtEnd(isShown),
    hint: () => words.composeReply,
    answered: answeredIn,
  };
}
