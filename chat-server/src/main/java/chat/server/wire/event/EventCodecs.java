package chat.server.wire.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.event.RoomEvent;
import chat.core.event.UnknownEvent;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes and reads durable events of every type. Events of later versions are {@link UnknownEvent}s
 * and pass through unchanged. Stateless, thread-safe.
 */
public final class EventCodecs {
  private static final int USUAL_BODY = 256;

  private static final Map<String, EventCodec<?>> BY_TYPE =
      Stream.concat(
              Stream.of(new MessagePostedCodec(), new RoomChangedCodec()),
              MessageCodecs.ALL.stream())
          .collect(Collectors.toUnmodifiableMap(EventCodec::type, codec -> codec));

  private static final Map<Class<?>, EventCodec<?>> BY_CLASS =
      BY_TYPE.values().stream()
          .collect(Collectors.toUnmodifiableMap(EventCodec::event, codec -> codec));

  private EventCodecs() {}

  /** The type of {@code event}, on the wire, in the store and in exports. */
  public static String type(RoomEvent event) {
    return event instanceof UnknownEvent unknown ? unknown.type() : codec(event).type();
  }

  /** The event's own fields as a JSON object, as in the store. */
  public static String body(RoomEvent event) {
    if (event instanceof UnknownEvent unknown) {
      return unknown.body();
    }
    return new String(JsonWriter.object(USUAL_BODY, json -> own(json, event)), UTF_8);
  }

  /**
   * Reads an event.
   *
   * @param body the event's own fields as a JSON object
   * @throws RuntimeException if the type is known and the body lacks any of its fields
   */
  public static RoomEvent read(String type, EventHeader header, String body) {
    EventCodec<?> codec = BY_TYPE.get(type);
    return codec != null
        ? codec.read(header, JsonParser.parseString(body).getAsJsonObject())
        : new UnknownEvent(
            header.room(),
            header.seq(),
            header.author(),
            header.at(),
            header.clientId(),
            header.target(),
            type,
            body);
  }

  /** Writes all members of the frame of {@code event} except its type. */
  public static void members(JsonWriter json, RoomEvent event) {
    json.string("room", event.room().value()).number("seq", event.seq());
    CommonFields.user(json.name("user"), event.author());
    json.time("at", event.at());
    if (!event.clientId().isEmpty()) {
      json.string("client_id", event.clientId());
    }
    event.target().ifPresent(seq -> json.number("target", seq));
    own(json, event);
  }

  /** The type of each event class that has a codec. */
  public static Map<Class<?>, String> types() {
    Map<Class<?>, String> types = new LinkedHashMap<>();
    BY_CLASS.forEach((event, codec) -> types.put(event, codec.type()));
    return types;
  }

  private static void own(JsonWriter json, RoomEvent event) {
    if (event instanceof UnknownEvent unknown) {
      json.members(unknown.body());
    } else {
      write(json, codec(event), event);
    }
  }

  private static <E extends RoomEvent> void write(
      JsonWriter json, EventCodec<E> codec, RoomEvent event) {
    codec.write(json, codec.event().cast(event));
  }

  private static EventCodec<?> codec(RoomEvent event) {
    return BY_CLASS.get(event.getClass());
  }
}
