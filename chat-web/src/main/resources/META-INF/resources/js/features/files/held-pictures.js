import { isPicture } from "../../lib/format/plain.js";
import { heldMessage, heldPart } from "../messages/selectors.js";
import { threadRoom } from "../threads/selectors.js";

/**
 * The pictures of the messages that the page holds around one of them, in the order of the log, as
 * [{message, file}]: those of the room, or of its thread where the room does not hold the message.
 */
export function heldPictures(state, { room, seq }) {
  const places = [state.rooms.get(room), threadRoom(state)];
  const place = places.find((each) => each?.info.id === room && heldMessage(each, seq) !== null);
  const { events = [] } = (place && heldPart(place)) ?? {};
  return events.flatMap((message) =>
    (message.files ?? []).filter(isPicture).map((file) => ({ message, file })),
  );
}
