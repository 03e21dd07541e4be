package chat.server.storage.maintenance;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Membership;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import chat.core.port.SendKey;
import chat.server.storage.log.EventRow;
import chat.server.wire.event.EventCodecs;
import chat.server.wire.event.EventHeader;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The export format of a room as JSON lines: the room, then for each seq of its log the event, or
 * only the send key if the event was deleted. Stateless.
 */
final class ExportFormat {
  private static final String FORMAT = "chat-room";
  private static final int VERSION = 2;

  /**
   * In this version {@code messages} counted all messages ever posted, and all events were
   * messages.
   */
  private static final int FIRST_VERSION = 1;

  private static final String DROPPED = "dropped";

  /**
   * The first line: the room. Immutable.
   *
   * @param members the members, by user id
   */
  record Head(RoomRecord room, LogHead log, Map<String, Membership> members) {}

  /**
   * A line after the first: an event. Immutable.
   *
   * @param subject the subject of the event; see {@link RoomEvent#subject}
   * @param event the event; null if it was deleted
   */
  record Line(long seq, SendKey key, Instant at, String subject, RoomEvent event) {}

  private ExportFormat() {}

  static JsonObject json(Head head) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", VERSION);
    RoomRecord room = head.room();
    json.addProperty("room", room.id().value());
    json.addProperty("name", room.name());
    json.addProperty("kind", room.kind().name());
    json.addProperty("permanent", room.permanent());
    json.addProperty("code", room.code());
    json.addProperty("topic", room.topic());
    room.author().ifPresent(author -> json.addProperty("author", author.value()));
    json.addProperty("epoch", head.log().epoch());
    json.addProperty("head", head.log().seq());
    json.addProperty("floor", head.log().floor());
    json.addProperty("messages", head.log().messages());
    ExportedMembers.write(json, head.members());
    return json;
  }

  /**
   * Parses the first line.
   *
   * @throws RuntimeException if it is invalid
   */
  static Head head(JsonObject json) {
    int version = FORMAT.equals(text(json, "format")) ? json.get("version").getAsInt() : 0;
    if (version < FIRST_VERSION || version > VERSION) {
      throw new IllegalArgumentException(
          "not an export in format " + FORMAT + ", version " + FIRST_VERSION + " to " + VERSION);
    }
    return new Head(
        new RoomRecord(
            RoomId.of(text(json, "room")),
            text(json, "name"),
            RoomKind.valueOf(text(json, "kind")),
            json.get("permanent").getAsBoolean(),
            text(json, "code"),
            text(json, "topic"),
            json.has("author") ? Optional.of(UserId.of(text(json, "author"))) : Optional.empty()),
        log(json, version),
        ExportedMembers.parse(json, RoomId.of(text(json, "room"))));
  }

  private static LogHead log(JsonObject json, int version) {
    long floor = json.get("floor").getAsLong();
    long messages = json.get("messages").getAsLong();
    long kept = version == FIRST_VERSION ? Math.max(0, messages - floor) : messages;
    return new LogHead(text(json, "epoch"), json.get("head").getAsLong(), floor, kept);
  }

  static JsonObject json(Line line) {
    JsonObject json = new JsonObject();
    json.addProperty("seq", line.seq());
    json.addProperty("type", type(line.event()));
    json.addProperty("at", line.at().toString());
    json.addProperty("named", line.key().named().value());
    json.addProperty("client_id", line.key().clientId());
    if (line.event() == null) {
      json.addProperty("author", line.key().author().value());
      if (!line.subject().isEmpty()) {
        json.addProperty("subject", line.subject());
      }
      return json;
    }
    json.add("author", json(line.event().author()));
    if (line.event() instanceof MessagePosted posted) {
      posted.replyTo().ifPresent(seq -> json.addProperty("reply_to", seq));
      json.addProperty("text", posted.text());
      JsonArray mentions = new JsonArray();
      posted.mentions().forEach(mention -> mentions.add(json(mention)));
      json.add("mentions", mentions);
    } else {
      line.event().target().ifPresent(seq -> json.addProperty("target", seq));
      json.add("body", JsonParser.parseString(EventCodecs.body(line.event())));
    }
    return json;
  }

  private static String type(RoomEvent event) {
    if (event == null) {
      return DROPPED;
    }
    return event instanceof MessagePosted ? EventRow.POSTED : EventCodecs.type(event);
  }

  private static JsonObject json(User user) {
    JsonObject json = new JsonObject();
    json.addProperty("id", user.id().value());
    json.addProperty("name", user.name());
    json.addProperty("kind", user.kind().name());
    return json;
  }

  private static JsonObject json(Mention mention) {
    JsonObject json = new JsonObject();
    json.add("user", json(mention.user()));
    json.addProperty("start", mention.start());
    json.addProperty("end", mention.end());
    return json;
  }

  /**
   * Parses a line after the first.
   *
   * @throws RuntimeException if it is invalid
   */
  static Line line(RoomId room, JsonObject json) {
    long seq = json.get("seq").getAsLong();
    Instant at = Instant.parse(text(json, "at"));
    RoomId named = RoomId.of(text(json, "named"));
    String clientId = text(json, "client_id");
    return switch (text(json, "type")) {
      case DROPPED -> {
        UserId author = UserId.of(text(json, "author"));
        String subject = json.has("subject") ? text(json, "subject") : "";
        yield new Line(seq, new SendKey(named, author, clientId), at, subject, null);
      }
      case EventRow.POSTED -> {
        MessagePosted posted = posted(room, json, seq, at, clientId);
        yield new Line(seq, new SendKey(named, posted.author().id(), clientId), at, "", posted);
      }
      default -> {
        RoomEvent event = event(room, json, seq, at, clientId);
        SendKey key = new SendKey(named, event.author().id(), clientId);
        yield new Line(seq, key, at, event.subject(), event);
      }
    };
  }

  private static RoomEvent event(
      RoomId room, JsonObject json, long seq, Instant at, String clientId) {
    JsonElement target = json.get("target");
    EventHeader header =
        new EventHeader(
            room,
            seq,
            user(json.getAsJsonObject("author")),
            at,
            clientId,
            target == null ? OptionalLong.empty() : OptionalLong.of(target.getAsLong()));
    return EventCodecs.read(text(json, "type"), header, json.getAsJsonObject("body").toString());
  }

  private static MessagePosted posted(
      RoomId room, JsonObject json, long seq, Instant at, String clientId) {
    List<Mention> mentions = new ArrayList<>();
    for (JsonElement each : json.getAsJsonArray("mentions")) {
      JsonObject one = each.getAsJsonObject();
      User user = user(one.getAsJsonObject("user"));
      mentions.add(new Mention(user, one.get("start").getAsInt(), one.get("end").getAsInt()));
    }
    JsonElement replyTo = json.get("reply_to");
    return new MessagePosted(
        room,
        seq,
        user(json.getAsJsonObject("author")),
        text(json, "text"),
        at,
        clientId,
        replyTo == null ? OptionalLong.empty() : OptionalLong.of(replyTo.getAsLong()),
        mentions);
  }

  private static User user(JsonObject json) {
    return new User(
        UserId.of(text(json, "id")), text(json, "name"), User.Kind.valueOf(text(json, "kind")));
  }

  private static String text(JsonObject json, String member) {
    return json.get(member).getAsString();
  }
}
