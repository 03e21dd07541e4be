import { words } from "../../i18n/words.js";
import { foldedRoom, threadRoom } from "../threads/selectors.js";
import { pendingIn } from "./selectors.js";

/**
 * The current room as a place where messages are read and written; the panel of a thread is another
 * one. A place says to the list, the actions and the composer that show it:
 *
 *   name                    for ids in the page
 *   takesFocus              whether its composer has the focus when another room is shown
 *   roomOf(state)           the room, with what it shows of the log; null for none
 *   pendingOf(state, room)  own messages that are not in the log yet
 *   editingOf(state)        the message that is edited there; null for none
 *   older(room)             asks for what is before; newer(room) for what follows
 *   showEnd(room)           the end of the log is shown from now on, not an earlier part of it
 *   endShown(isShown)       whether the user sees the end
 *   hint(room)              what the empty composer says
 *   answered(room)          the seq that a message answers when the user chose none
 */
export function roomPlace({ commands, visibility }) {
  return {
    name: "room",
    takesFocus: true,
    roomOf: foldedRoom,
    // An own reply that is folded is in the log all the same.
    pendingOf: (state, { info, timeline }) =>
      pendingIn(state, info.id, timeline && state.rooms.get(info.id).timeline),
    editingOf: (state) => (isEditedInThread(state) ? null : state.editing),
    older: ({ info }) => commands.older(info.id),
    newer: ({ info }) => commands.newer(info.id),
    showEnd: ({ info }) => commands.closeHistoryWindow(info.id),
    endShown: (isShown) => visibility.setAtEnd(isShown),
    hint: ({ info }) =>
      info.kind === "direct" ? words.composeTo(info.with?.name ?? "") : words.composeIn(info.name),
    answered: () => undefined,
  };
}

/** What was begun in a thread whose panel is closed goes on in the room. */
function isEditedInThread(state) {
  const { root, room } = state.editing ?? {};
  const thread = threadRoom(state);
  return root !== undefined && thread?.threadRoot === root && thread.info.id === room;
}
