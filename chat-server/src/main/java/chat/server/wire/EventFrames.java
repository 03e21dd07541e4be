package chat.server.wire;

import chat.core.event.Event;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frame of every event: of durable ones by their codecs, of signals by this table. Stateless,
 * thread-safe.
 */
final class EventFrames {
  static final FrameTable<Signal> TABLE =
      new FrameTable<Signal>()
          .with(Signal.UserJoined.class, "user_joined", EventFrames::joined)
          .with(Signal.UserLeft.class, "user_left", EventFrames::left)
          .with(Signal.PresenceCounted.class, "room_presence", EventFrames::counted)
          .with(Signal.UserTyping.class, "user_typing", EventFrames::typing)
          .with(Signal.StatusChanged.class, "user_status", EventFrames::status)
          .with(Signal.UserChanged.class, "user_changed", EventFrames::changed)
          .with(Signal.RoomsChanged.class, "rooms_changed", EventFrames::rooms)
          .with(Signal.RoomShown.class, "rooms_changed", EventFrames::room)
          .with(Signal.RoomsRemoved.class, "rooms_changed", EventFrames::removed)
          .with(Signal.ReadElsewhere.class, "marked_read", EventFrames::read)
          .with(Signal.LeftElsewhere.class, "left_room", EventFrames::leftElsewhere);

  private EventFrames() {}

  /** The type of the frame of each class of event but those of later versions. */
  static Map<Class<?>, String> types() {
    Map<Class<?>, String> types = new LinkedHashMap<>(EventCodecs.types());
    types.putAll(TABLE.types());
    return types;
  }

  /** Writes the frame of {@code event}. */
  static void write(Json json, Event event) {
    json.object(it -> members(it, event));
  }

  /** Writes all members of the frame of {@code event}, its type first. */
  static void members(Json json, Event event) {
    if (event instanceof RoomEvent durable) {
      json.string("type", EventCodecs.type(durable));
      EventCodecs.members(json, durable);
    } else {
      json.string("type", TABLE.type(event.getClass()));
      TABLE.members(json, (Signal) event);
    }
  }

  private static void joined(Json json, Signal.UserJoined event) {
    json.string("room", event.room().value());
    Shapes.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void left(Json json, Signal.UserLeft event) {
    json.string("room", event.room().value());
    Shapes.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void counted(Json json, Signal.PresenceCounted event) {
    json.string("room", event.room().value()).number("user_count", event.userCount());
  }

  private static void typing(Json json, Signal.UserTyping event) {
    json.string("room", event.room().value());
    Shapes.user(json.name("user"), event.user());
    json.bool("typing", event.typing());
  }

  private static void status(Json json, Signal.StatusChanged event) {
    Shapes.user(json.name("user"), event.user());
    json.string("status", event.online() ? "online" : "offline");
  }

  private static void changed(Json json, Signal.UserChanged event) {
    Shapes.user(json.name("user"), event.user());
  }

  private static void rooms(Json json, Signal.RoomsChanged event) {
    json.list("rooms", event.rooms(), Shapes::room);
  }

  private static void room(Json json, Signal.RoomShown event) {
    json.list("rooms", List.of(event.room()), Shapes::room);
  }

  private static void removed(Json json, Signal.RoomsRemoved event) {
    json.list("removed", event.rooms(), (it, room) -> it.value(room.value()));
  }

  private static void read(Json json, Signal.ReadElsewhere event) {
    json.string("room", event.room().value())
        .number("seq", event.seq())
        .number("unread", event.unread());
  }

  private static void leftElsewhere(Json json, Signal.LeftElsewhere event) {
    json.string("room", event.room().value());
  }
}
