package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows of the table {@code mentions}: which users each message mentions. They are written in the
 * transaction of the event that says so. Stateless.
 */
final class MentionRows {
  /** In place of a user: all members of the room, those who are present among them. */
  static final String ALL = "";

  private MentionRows() {}

  /** Inserts the mentions of a message that has none in the table. */
  static void insert(SqlSession session, long id, MessagePosted message) throws SQLException {
    Set<String> users = usersOf(message);
    if (users.isEmpty()) {
      return;
    }
    List<Object> values = new ArrayList<>();
    for (String user : users) {
      Collections.addAll(values, user, RoomRow.roomOf(id), message.at().toEpochMilli(), id);
    }
    session.update(
        "INSERT INTO mentions (user_id, room, at, message) VALUES "
            + String.join(", ", Collections.nCopies(users.size(), "(?, ?, ?, ?)")),
        values.toArray());
  }

  /** Replaces the mentions of a message, unless they are the same. */
  static void replace(SqlSession session, long id, MessagePosted before, MessagePosted after)
      throws SQLException {
    if (usersOf(before).equals(usersOf(after))) {
      return;
    }
    session.update("DELETE FROM mentions WHERE message = ?", id);
    insert(session, id, after);
  }

  private static Set<String> usersOf(MessagePosted message) {
    Set<String> users = new TreeSet<>();
    message.mentions().forEach(mention -> users.add(mention.user().id().value()));
    if (!message.mentionAll().isEmpty()) {
      users.add(ALL);
    }
    return users;
  }
}
