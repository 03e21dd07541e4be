package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import chat.server.wire.event.EventCodecs;
import chat.server.wire.event.EventHeader;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows of events: messages are in the table {@code messages}, whose columns are also the state of
 * the message; all other events are in {@code events}. The view {@code log} combines both.
 * Stateless.
 */
public final class EventRow {
  /** The columns of the table {@code messages}. */
  public static final String OF_MESSAGE =
      "id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions";

  /** The columns of the view {@code log}. */
  static final String OF_LOG = OF_MESSAGE + ", target, body";

  /**
   * The columns of the view {@code log} where {@code messages AS m} and {@code events AS e} are
   * joined separately: an outer join with the view would read the whole view.
   */
  public static final String OF_JOIN =
      "coalesce(m.id, e.id), coalesce(m.type, e.type), coalesce(m.author, e.author),"
          + " coalesce(m.author_name, e.author_name), coalesce(m.author_kind, e.author_kind),"
          + " coalesce(m.at, e.at), coalesce(m.client_id, e.client_id), m.reply_to, m.text,"
          + " m.mentions, e.target, e.body";

  /** The number of columns of the view {@code log}. */
  public static final int LOG_COLUMNS = 12;

  /** The columns of the table {@code events}. */
  static final String OF_EVENT =
      "id, type, author, author_name, author_kind, at, client_id, target, body";

  /** The type of a message in its table and in exports. */
  public static final String POSTED = "posted";

  private EventRow() {}

  public static void insert(SqlSession session, long id, RoomEvent event) throws SQLException {
    if (event instanceof MessagePosted posted) {
      insertMessage(session, id, posted);
    } else {
      insertEvent(session, id, event);
    }
  }

  private static void insertMessage(SqlSession session, long id, MessagePosted posted)
      throws SQLException {
    session.update(
        "INSERT INTO messages (" + OF_MESSAGE + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        POSTED,
        posted.author().id().value(),
        posted.author().name(),
        posted.author().kind().name(),
        posted.at().toEpochMilli(),
        posted.clientId(),
        posted.replyTo().isPresent() ? posted.replyTo().getAsLong() : null,
        posted.text(),
        posted.mentions().isEmpty() ? null : json(posted.mentions()));
  }

  private static void insertEvent(SqlSession session, long id, RoomEvent event)
      throws SQLException {
    session.update(
        "INSERT INTO events (" + OF_EVENT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        EventCodecs.type(event),
        event.author().id().value(),
        event.author().name(),
        event.author().kind().name(),
        event.at().toEpochMilli(),
        event.clientId(),
        event.target().isPresent() ? event.target().getAsLong() : null,
        EventCodecs.body(event));
  }

  /** Reads an event from the columns {@link #OF_LOG}. */
  public static RoomEvent ofLog(RoomId room, ResultSet row) throws SQLException {
    return row.getString(12) == null ? ofMessage(room, row) : event(room, row, 11);
  }

  /** Reads an event from the columns {@link #OF_EVENT}. */
  static RoomEvent ofEvent(RoomId room, ResultSet row) throws SQLException {
    return event(room, row, 8);
  }

  /** Reads a message from columns that begin with {@link #OF_MESSAGE}. */
  public static MessagePosted ofMessage(RoomId room, ResultSet row) throws SQLException {
    String mentions = row.getString(10);
    return new MessagePosted(
        room,
        RoomRow.seqOf(row.getLong(1)),
        author(row),
        row.getString(9),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        optional(row, 8),
        mentions == null ? List.of() : mentions(mentions));
  }

  /**
   * @param target the number of the column {@code target}; {@code body} is the next one
   */
  private static RoomEvent event(RoomId room, ResultSet row, int target) throws SQLException {
    EventHeader header =
        new EventHeader(
            room,
            RoomRow.seqOf(row.getLong(1)),
            author(row),
            Instant.ofEpochMilli(row.getLong(6)),
            row.getString(7),
            optional(row, target));
    return EventCodecs.read(row.getString(2), header, row.getString(target + 1));
  }

  private static User author(ResultSet row) throws SQLException {
    return new User(
        UserId.of(row.getString(3)), row.getString(4), User.Kind.valueOf(row.getString(5)));
  }

  private static OptionalLong optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
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
