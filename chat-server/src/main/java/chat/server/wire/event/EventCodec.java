package chat.server.wire.event;

import chat.core.event.RoomEvent;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonObject;

/**
 * Writes and reads one type of durable event, in the same format on the wire, in the store and in
 * exports. Stateless.
 *
 * @param <E> the class of the event
 */
interface EventCodec<E extends RoomEvent> {
  /** The event's type on the wire, in the store and in exports. */
  String type();

  /** The class of the event. */
  Class<E> event();

  /** Writes the event's own fields: those that are not in {@link EventHeader}. */
  void write(JsonWriter json, E event);

  /**
   * Reads an event from its own fields.
   *
   * @throws RuntimeException if {@code body} lacks any of them
   */
  E read(EventHeader header, JsonObject body);
}
