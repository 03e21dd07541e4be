package chat.server.torture;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.torture.history.Content;
import chat.server.torture.history.Content.Reaction;
import chat.server.torture.history.Event;
import chat.server.torture.history.Page;
import chat.server.torture.history.Seen;
import chat.server.torture.history.StoredLog;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Frames as a history has them. What many saw is held once. Thread-safe. */
final class Wire {
  private final Map<Seen, Seen> same = new ConcurrentHashMap<>();

  static JsonObject parse(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  static String text(JsonObject frame, String member) {
    JsonElement value = frame.get(member);
    return value == null ? "" : value.getAsString();
  }

  static boolean flag(JsonObject frame, String member) {
    return frame.has(member) && frame.get(member).getAsBoolean();
  }

  /** The people of a conversation; none when all may read the room. */
  static Set<String> people(String room) {
    return Conversation.of(RoomId.of(room)).map(Conversation::people).orElse(List.of()).stream()
        .map(UserId::value)
        .collect(Collectors.toSet());
  }

  /** A number; 0 when it is missing. */
  static long number(JsonObject frame, String member) {
    return frame.has(member) ? frame.get(member).getAsLong() : 0;
  }

  /** The name and topic of a RoomInfo. */
  static String look(JsonObject room) {
    return StoredLog.look(text(room, "name"), text(room, "topic"));
  }

  /** Whether a frame is a durable event, of whatever type. */
  static boolean isDurable(JsonObject frame) {
    return !frame.has("re") && Stream.of("room", "seq", "user", "at").allMatch(frame::has);
  }

  /** The event of a frame. */
  Seen seen(JsonObject frame) {
    String type = text(frame, "type");
    Event event =
        new Event(
            text(frame, "room"),
            number(frame, "seq"),
            type,
            text(frame.getAsJsonObject("user"), "id"),
            text(frame, "client_id"),
            text(frame, "at"),
            number(frame, "target"),
            number(frame, "reply_to"),
            number(frame, "thread"),
            subject(frame));
    Content content =
        switch (type) {
          case Event.MESSAGE -> message(frame);
          case "message_edited" -> flag(frame, "erased") ? Content.ERASED : edit(frame);
          default -> Content.NONE;
        };
    Seen seen = new Seen(event, content);
    Seen before = same.putIfAbsent(seen, seen);
    return before == null ? seen : before;
  }

  private static String subject(JsonObject frame) {
    return switch (text(frame, "type")) {
      case "reaction_added", "reaction_removed" -> text(frame, "emoji");
      case "message_deleted" -> text(frame, "reason");
      case "room_changed" ->
          Stream.of("name", "topic")
              .filter(frame::has)
              .map(field -> Event.change(field, text(frame, field)))
              .collect(Collectors.joining(" "));
      default -> "";
    };
  }

  private static Content edit(JsonObject frame) {
    return content(frame, "", List.of(), new JsonObject());
  }

  private static Content message(JsonObject frame) {
    String deletion = "";
    if (frame.has("deleted")) {
      JsonObject deleted = frame.getAsJsonObject("deleted");
      String by = text(deleted.getAsJsonObject("user"), "id");
      deletion = Seen.deletion(by, text(deleted, "at"), text(deleted, "reason"));
    }
    List<Reaction> reactions = new ArrayList<>();
    if (frame.has("reactions")) {
      for (JsonElement each : frame.getAsJsonArray("reactions")) {
        reactions.add(reaction(each.getAsJsonObject()));
      }
    }
    boolean isRoot = frame.has("replies");
    return content(
        frame, deletion, reactions, isRoot ? frame.getAsJsonObject("replies") : new JsonObject());
  }

  private static Content content(
      JsonObject frame, String deletion, List<Reaction> reactions, JsonObject replies) {
    return new Content(
        number(frame, "rev"),
        text(frame, "text"),
        frame.getAsJsonArray("mentions").size(),
        text(frame, "edited_at"),
        deletion,
        flag(frame, "pinned"),
        reactions,
        (int) number(replies, "count"),
        number(replies, "last"),
        false);
  }

  private static Reaction reaction(JsonObject json) {
    List<String> users = new ArrayList<>();
    json.getAsJsonArray("users").forEach(user -> users.add(user.getAsString()));
    return new Reaction(text(json, "emoji"), (int) number(json, "count"), users);
  }

  /** The page of a {@code joined_room} or a {@code history}. */
  Page page(String room, JsonObject frame) {
    List<Seen> events = new ArrayList<>();
    frame.getAsJsonArray("events").forEach(each -> events.add(seen(each.getAsJsonObject())));
    JsonObject head = frame.getAsJsonObject("head");
    return new Page(
        room,
        text(head, "epoch"),
        number(head, "seq"),
        events,
        flag(frame, "more"),
        number(frame, "from"));
  }
}
