package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.file.FileInfo;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import chat.server.wire.event.FileJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows of the table {@code messages}: each is the event of a message, and the message as later
 * events have made it. Stateless.
 */
public final class MessageRow {
  /** The columns of the table that {@link #of} reads. */
  public static final String COLUMNS =
      "id, type, author, author_name, author_kind, at, client_id, reply_to, text, mentions,"
          + " thread, rev, state, files";

  /** The number of {@link #COLUMNS}. */
  static final int COUNT = 14;

  /** The type of a message in its table and in exports. */
  public static final String POSTED = "posted";

  private MessageRow() {}

  /** Inserts a message that no event has changed, and its mentions. */
  static void insert(SqlSession session, long id, MessagePosted posted) throws SQLException {
    session.update(
        "INSERT INTO messages (id, type, author, author_name, author_kind, at, client_id, reply_to,"
            + " text, mentions, thread, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        POSTED,
        posted.author().id().value(),
        posted.author().name(),
        posted.author().kind().name(),
        posted.at().toEpochMilli(),
        posted.clientId(),
        posted.replyTo().isPresent() ? posted.replyTo().getAsLong() : null,
        posted.text(),
        MentionsColumn.write(posted),
        posted.thread().isPresent()
            ? RoomRow.event(RoomRow.roomOf(id), posted.thread().getAsLong())
            : null,
        files(posted));
    MentionRows.insert(session, id, posted);
  }

  /** Writes the state of a message, and its text, mentions and files. */
  static void update(SqlSession session, long id, MessagePosted now) throws SQLException {
    session.update(
        "UPDATE messages SET text = ?, mentions = ?, rev = ?, state = ?, deleted = ?, files = ?"
            + " WHERE id = ?",
        now.text(),
        MentionsColumn.write(now),
        now.state().rev(),
        MessageStateColumn.write(now.state()),
        now.isDeleted() ? 1 : 0,
        files(now),
        id);
  }

  /** Writes the state of a message that has its text, mentions and files already. */
  static void updateState(SqlSession session, long id, MessagePosted now) throws SQLException {
    session.update(
        "UPDATE messages SET rev = ?, state = ? WHERE id = ?",
        now.state().rev(),
        MessageStateColumn.write(now.state()),
        id);
  }

  /** The message with this id; empty when it is not kept. */
  static Optional<MessagePosted> find(SqlSession session, RoomId room, long id)
      throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM messages WHERE id = ?", row -> of(room, row), id);
  }

  /** Reads a message from columns that begin with {@link #COLUMNS}. */
  public static MessagePosted of(RoomId room, ResultSet row) throws SQLException {
    JsonArray mentions = MentionsColumn.parse(row.getString(10));
    return new MessagePosted(
        room,
        RoomRow.seqOf(row.getLong(1)),
        author(row),
        row.getString(9),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        number(row, 8),
        MentionsColumn.users(mentions),
        MentionsColumn.all(mentions),
        thread(row),
        MessageStateColumn.read(row.getLong(12), row.getString(13)),
        files(row.getString(14)));
  }

  /** The value of the column {@code files}; null when there are none. */
  private static String files(MessagePosted message) {
    return message.files().isEmpty() ? null : FileJson.array(message.files());
  }

  private static List<FileInfo> files(String json) {
    return json == null ? List.of() : FileJson.list(JsonParser.parseString(json));
  }

  private static OptionalLong thread(ResultSet row) throws SQLException {
    OptionalLong root = number(row, 11);
    return root.isPresent() ? OptionalLong.of(RoomRow.seqOf(root.getAsLong())) : root;
  }

  /** The author of an event, whose columns are the same in both tables. */
  static User author(ResultSet row) throws SQLException {
    return new User(
        UserId.of(row.getString(3)), row.getString(4), User.Kind.valueOf(row.getString(5)));
  }

  /** A number that may be null. */
  static OptionalLong number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
