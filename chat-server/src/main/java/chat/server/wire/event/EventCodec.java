package chat.server.wire.event;

import chat.core.event.RoomEvent;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonObject;

/**
 * How one type of durable event is written and read. The same fields stand on the wire, in the
 * store and in exports. Stateless.
 *
 * @param <E> the event
 */
interface EventCodec<E extends RoomEvent> {
  /** The type of the frame; also the type in the store and in exports. */
  String type();

  /** The class of the event. */
  Class<E> event();

  /** Writes the event's own fields: those that {@link EventHeader} does not have. */
  void write(JsonWriter json, E event);

  /**
   * Reads an event from its own fields.
   *
   * @throws RuntimeException if {@code body} does not have them
   */
  E read(EventHeader header, JsonObject body);
}
