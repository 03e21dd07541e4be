package chat.server.store;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Events as their table has them. Stateless. */
final class EventRow {
  static final String COLUMNS =
      "id, author, author_name, author_kind, at, client_id, reply_to, text, mentions";

  static final String POSTED = "posted";

  private EventRow() {}

  static void insert(Session session, long id, RoomEvent event) throws SQLException {
    if (!(event instanceof MessagePosted said)) {
      throw new IllegalArgumentException("no row is made of " + event.getClass());
    }
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, reply_to,"
            + " text, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        POSTED,
        said.user().id().value(),
        said.user().name(),
        said.user().kind().name(),
        said.at().toEpochMilli(),
        said.clientId(),
        said.replyTo().isPresent() ? said.replyTo().getAsLong() : null,
        said.text(),
        said.mentions().isEmpty() ? null : json(said.mentions()));
  }

  static RoomEvent of(RoomId room, ResultSet row) throws SQLException {
    long replyTo = row.getLong(7);
    OptionalLong answers = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(replyTo);
    String mentions = row.getString(9);
    return new MessagePosted(
        room,
        RoomRow.seqOf(row.getLong(1)),
        new User(
            UserId.of(row.getString(2)), row.getString(3), User.Kind.valueOf(row.getString(4))),
        row.getString(8),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        answers,
        mentions == null ? List.of() : mentions(mentions));
  }

  /** Each mention as {@code [id, name, kind, start, end]}. */
  private static String json(List<Mention> mentions) {
    JsonArray all = new JsonArray();
    for (Mention mention : mentions) {
      JsonArray one = new JsonArray();
      one.add(mention.user().id().value());
      one.add(mention.user().name());
      one.add(mention.user().kind().name());
      one.add(mention.start());
      one.add(mention.end());
      all.add(one);
    }
    return all.toString();
  }

  private static List<Mention> mentions(String json) {
    List<Mention> mentions = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(json).getAsJsonArray()) {
      JsonArray one = each.getAsJsonArray();
      User user =
          new User(
              UserId.of(one.get(0).getAsString()),
              one.get(1).getAsString(),
              User.Kind.valueOf(one.get(2).getAsString()));
      mentions.add(new Mention(user, one.get(3).getAsInt(), one.get(4).getAsInt()));
    }
    return mentions;
  }
}
