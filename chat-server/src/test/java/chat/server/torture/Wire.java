package chat.server.torture;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.torture.History.Page;
import chat.server.torture.History.Said;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Frames as a history has them. What many saw is held once. Thread-safe. */
final class Wire {
  private final Map<Said, Said> same = new ConcurrentHashMap<>();

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

  /** The people of a conversation; none when everybody may read the room. */
  static Set<String> people(String room) {
    return Conversation.of(RoomId.of(room)).map(Conversation::people).orElse(List.of()).stream()
        .map(UserId::value)
        .collect(Collectors.toSet());
  }

  /** The message of a {@code new_message}. */
  Said said(JsonObject frame) {
    Said said =
        new Said(
            text(frame, "room"),
            frame.get("seq").getAsLong(),
            text(frame.getAsJsonObject("user"), "id"),
            text(frame, "client_id"),
            text(frame, "text"),
            text(frame, "at"));
    Said before = same.putIfAbsent(said, said);
    return before == null ? said : before;
  }

  /** The page of a {@code joined_room} or a {@code history}. */
  Page page(String room, JsonObject frame) {
    List<Said> events = new ArrayList<>();
    frame.getAsJsonArray("events").forEach(each -> events.add(said(each.getAsJsonObject())));
    JsonObject head = frame.getAsJsonObject("head");
    return new Page(
        room, text(head, "epoch"), head.get("seq").getAsLong(), events, flag(frame, "more"));
  }
}
