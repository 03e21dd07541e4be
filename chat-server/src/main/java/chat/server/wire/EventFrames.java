package chat.server.wire;

import chat.core.event.Event;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.server.wire.event.EventCodecs;
import chat.server.wire.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of all events: durable ones are written by their codecs, signals by the tables.
 * Stateless, thread-safe.
 */
public final class EventFrames {
  static final FrameTable<Signal> TABLE =
      FrameTable.of(
          List.of(
              MessageFrames.SIGNALS, OwnFrames.SIGNALS, RoomFrames.SIGNALS, MemberFrames.SIGNALS));

  private EventFrames() {}

  /** The frame type of each event class, except events of later versions. */
  public static Map<Class<?>, String> types() {
    Map<Class<?>, String> types = new LinkedHashMap<>(EventCodecs.types());
    types.putAll(TABLE.types());
    return types;
  }

  /** Writes the frame of {@code event}. */
  static void write(JsonWriter json, Event event) {
    json.object(it -> members(it, event));
  }

  /** Writes all members of the frame of {@code event}, its type first. */
  public static void members(JsonWriter json, Event event) {
    if (event instanceof RoomEvent durable) {
      json.string("type", EventCodecs.type(durable));
      EventCodecs.members(json, durable);
    } else {
      json.string("type", TABLE.type(event.getClass()));
      TABLE.members(json, (Signal) event);
    }
  }
}
