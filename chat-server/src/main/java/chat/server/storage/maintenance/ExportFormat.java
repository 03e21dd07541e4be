package chat.server.storage.maintenance;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.SendKey;
import chat.server.storage.log.MessageRow;
import chat.server.wire.event.EventCodecs;
import chat.server.wire.event.EventHeader;
import chat.server.wire.event.FileJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The lines after the first of an exported room: for each seq of its log the event, or only the
 * send key if the event was deleted. A message has its present text, and its first one if it was
 * edited; what else changed it is in the events after it. Stateless.
 */
final class ExportFormat {
  private static final String DROPPED = "dropped";

  /**
   * A line after the first: an event. Immutable.
   *
   * @param subject the subject of the event; see {@link RoomEvent#subject}
   * @param event the event, a message as its events have made it; null if it was deleted
   * @param firstText the text with which a message was posted that was edited since; null for
   *     others
   */
  record Line(
      long seq, SendKey key, Instant at, String subject, RoomEvent event, String firstText) {
    /** The event as it was posted: an edited message has its first text. */
    RoomEvent posted() {
      return firstText != null && event instanceof MessagePosted posted
          ? posted.asPosted(firstText)
          : event;
    }
  }

  private ExportFormat() {}

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
      if (!posted.mentionAll().isEmpty()) {
        JsonArray all = new JsonArray();
        posted.mentionAll().forEach(mention -> all.add(json(mention)));
        json.add("mention_all", all);
      }
      posted.thread().ifPresent(root -> json.addProperty("thread", root));
      if (!posted.files().isEmpty()) {
        json.add("files", JsonParser.parseString(FileJson.array(posted.files())));
      }
      if (line.firstText() != null) {
        json.addProperty("first_text", line.firstText());
      }
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
    return event instanceof MessagePosted ? MessageRow.POSTED : EventCodecs.type(event);
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

  private static JsonObject json(Mention.OfAll mention) {
    JsonObject json = new JsonObject();
    json.addProperty("who", mention.who().word());
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
        yield new Line(seq, new SendKey(named, author, clientId), at, subject, null, null);
      }
      case MessageRow.POSTED -> {
        MessagePosted posted = posted(room, json, seq, at, clientId);
        SendKey key = new SendKey(named, posted.author().id(), clientId);
        String first = json.has("first_text") ? text(json, "first_text") : null;
        yield new Line(seq, key, at, "", posted, first);
      }
      default -> {
        RoomEvent event = event(room, json, seq, at, clientId);
        SendKey key = new SendKey(named, event.author().id(), clientId);
        yield new Line(seq, key, at, event.subject(), event, null);
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
    List<Mention.OfAll> all = new ArrayList<>();
    if (json.has("mention_all")) {
      for (JsonElement each : json.getAsJsonArray("mention_all")) {
        JsonObject one = each.getAsJsonObject();
        Mention.Who who = Mention.Who.of(text(one, "who")).orElseThrow();
        all.add(new Mention.OfAll(who, one.get("start").getAsInt(), one.get("end").getAsInt()));
      }
    }
    MessagePosted posted =
        new MessagePosted(
                room,
                seq,
                user(json.getAsJsonObject("author")),
                text(json, "text"),
                at,
                clientId,
                number(json, "reply_to"),
                mentions)
            .mentioning(all)
            .withFiles(json.has("files") ? FileJson.list(json.get("files")) : List.of());
    OptionalLong thread = number(json, "thread");
    return thread.isPresent() ? posted.inThread(thread.getAsLong()) : posted;
  }

  private static OptionalLong number(JsonObject json, String member) {
    JsonElement number = json.get(member);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number.getAsLong());
  }

  private static User user(JsonObject json) {
    return new User(
        UserId.of(text(json, "id")), text(json, "name"), User.Kind.valueOf(text(json, "kind")));
  }

  private static String text(JsonObject json, String member) {
    return json.get(member).getAsString();
  }
}
