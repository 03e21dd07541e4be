package chat.server.storage.maintenance;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.FollowStore.Follow;
import chat.core.port.LogHead;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first line of an exported room. Until version 2 messages did not change, and replies had no
 * thread. Immutable.
 *
 * @param members the members, by user id
 * @param follows which threads they follow, by user id; empty in an export of an earlier version
 */
record ExportHead(
    RoomRecord room,
    LogHead log,
    Map<String, Membership> members,
    Optional<Map<String, List<Follow>>> follows) {
  private static final String FORMAT = "chat-room";
  private static final int VERSION = 3;

  /**
   * In this version {@code messages} counted all messages ever posted, and all events were
   * messages.
   */
  private static final int FIRST_VERSION = 1;

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", VERSION);
    json.addProperty("room", room.id().value());
    json.addProperty("name", room.name());
    json.addProperty("kind", room.kind().name());
    json.addProperty("permanent", room.permanent());
    json.addProperty("code", room.code());
    json.addProperty("topic", room.topic());
    room.author().ifPresent(author -> json.addProperty("author", author.value()));
    json.addProperty("epoch", log.epoch());
    json.addProperty("head", log.seq());
    json.addProperty("floor", log.floor());
    json.addProperty("messages", log.messages());
    ExportedMembers.write(json, members);
    follows.ifPresent(each -> ExportedFollows.write(json, each));
    return json;
  }

  /**
   * Parses the first line.
   *
   * @throws RuntimeException if it is invalid
   */
  static ExportHead of(JsonObject json) {
    int version = FORMAT.equals(text(json, "format")) ? json.get("version").getAsInt() : 0;
    if (version < FIRST_VERSION || version > VERSION) {
      throw new IllegalArgumentException(
          "not an export in format " + FORMAT + ", version " + FIRST_VERSION + " to " + VERSION);
    }
    return new ExportHead(
        new RoomRecord(
            RoomId.of(text(json, "room")),
            text(json, "name"),
            RoomKind.valueOf(text(json, "kind")),
            json.get("permanent").getAsBoolean(),
            text(json, "code"),
            text(json, "topic"),
            json.has("author") ? Optional.of(UserId.of(text(json, "author"))) : Optional.empty()),
        log(json, version),
        ExportedMembers.parse(json, RoomId.of(text(json, "room"))),
        ExportedFollows.parse(json));
  }

  private static LogHead log(JsonObject json, int version) {
    long floor = json.get("floor").getAsLong();
    long messages = json.get("messages").getAsLong();
    long kept = version == FIRST_VERSION ? Math.max(0, messages - floor) : messages;
    return new LogHead(text(json, "epoch"), json.get("head").getAsLong(), floor, kept);
  }

  private static String text(JsonObject json, String member) {
    return json.get(member).getAsString();
  }
}
