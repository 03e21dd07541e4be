package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import chat.server.wire.event.EventCodecs;
import chat.server.wire.event.EventHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Rows of events: messages are in the table {@code messages} ({@link MessageRow}), all other events
 * in {@code events}. The view {@code log} combines both. Stateless.
 */
public final class EventRow {
  /** The columns of the view {@code log}. */
  public static final String OF_LOG = MessageRow.COLUMNS + ", target, body";

  /**
   * The columns of the view {@code log} where {@code messages AS m} and {@code events AS e} are
   * joined separately: an outer join with the view would read the whole view.
   */
  public static final String OF_JOIN =
      "coalesce(m.id, e.id), coalesce(m.type, e.type), coalesce(m.author, e.author),"
          + " coalesce(m.author_name, e.author_name), coalesce(m.author_kind, e.author_kind),"
          + " coalesce(m.at, e.at), coalesce(m.client_id, e.client_id), m.reply_to, m.text,"
          + " m.mentions, m.thread, m.rev, m.state, m.files, e.target, e.body";

  /** The number of columns of the view {@code log}. */
  public static final int LOG_COLUMNS = MessageRow.COUNT + 2;

  /** The columns of the table {@code events}. */
  static final String OF_EVENT =
      "id, type, author, author_name, author_kind, at, client_id, target, body";

  private EventRow() {}

  /** Inserts an event, a message as it was posted. */
  public static void insert(SqlSession session, long id, RoomEvent event) throws SQLException {
    if (event instanceof MessagePosted posted) {
      MessageRow.insert(session, id, posted);
    } else {
      insertEvent(session, id, event);
    }
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
    return row.getString(LOG_COLUMNS) == null
        ? MessageRow.of(room, row)
        : event(room, row, LOG_COLUMNS - 1);
  }

  /** Reads an event from the columns {@link #OF_EVENT}. */
  static RoomEvent ofEvent(RoomId room, ResultSet row) throws SQLException {
    return event(room, row, 8);
  }

  /**
   * @param target the number of the column {@code target}; {@code body} is the next one
   */
  private static RoomEvent event(RoomId room, ResultSet row, int target) throws SQLException {
    EventHeader header =
        new EventHeader(
            room,
            RoomRow.seqOf(row.getLong(1)),
            MessageRow.author(row),
            Instant.ofEpochMilli(row.getLong(6)),
            row.getString(7),
            MessageRow.number(row, target));
    return EventCodecs.read(row.getString(2), header, row.getString(target + 1));
  }
}
