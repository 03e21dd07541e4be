package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.MessageReader.MentionPage;
import chat.core.port.MessageReader.Mentioning;
import chat.core.port.MessageReader.Place;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Reads the messages that mention a user, from all rooms of the user, newest first: it merges the
 * rows of each room, by name and with all, of which it reads a few at a time. The place of a
 * message has its id as number. Confined to one read.
 */
final class MentionReads {
  /** The number of rows that are read at a time from one room, and of messages from all. */
  private static final int SOME = 16;

  /** Messages of the user's own are left out; a page ends after so many messages. */
  private static final int MOST_EXAMINED = 1_000;

  /** Others are older than all that are examined. */
  private static final int MOST_ROOMS = MOST_EXAMINED + SOME;

  /** The newest row of each room of the user; a subquery finds it by the key of the table. */
  private static final String NEWEST =
      "SELECT newest.room, messages.at, messages.id FROM (SELECT members.room,"
          + " (SELECT message FROM mentions WHERE mentions.user_id = ?"
          + " AND mentions.room = members.room AND (at, message) < (?, ?)"
          + " ORDER BY at DESC, message DESC LIMIT 1) AS message"
          + " FROM members WHERE members.user_id = ?) AS newest"
          + " JOIN messages ON messages.id = newest.message"
          + " ORDER BY messages.at DESC, messages.id DESC LIMIT ?";

  private static final String FURTHER =
      "SELECT room, at, message FROM mentions WHERE user_id = ? AND room = ?"
          + " AND (at, message) < (?, ?) ORDER BY at DESC, message DESC LIMIT ?";

  private record Row(long room, Place place) {}

  /**
   * The rows of a room that were read but not merged yet, the newest first.
   *
   * @param key the {@code user_id} of its rows
   */
  private record Source(String key, Deque<Row> rows) {
    Place place() {
      return rows.element().place();
    }
  }

  private final SqlSession session;
  private final UserId user;
  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing(Source::place).reversed());
  private final Map<Long, RoomId> rooms = new HashMap<>();
  private Optional<Place> last = Optional.empty(); // of those taken

  MentionReads(SqlSession session, UserId user) {
    this.session = session;
    this.user = user;
  }

  MentionPage read(Place before, int limit) throws SQLException {
    addNewest(MentionRows.ALL, before);
    addNewest(user.value(), before);
    List<Mentioning> found = new ArrayList<>();
    Enough enough = new Enough();
    int examined = 0;
    while (found.size() <= limit && !sources.isEmpty()) {
      List<Row> some = take();
      examined += some.size();
      Map<Long, MessagePosted> messages = messages(some);
      for (Row row : some) {
        MessagePosted message = messages.get(row.place().number());
        if (message != null && !message.author().id().equals(user)) {
          found.add(new Mentioning(message, row.place()));
          if (enough.test(message)) {
            return MentionPage.of(found, limit, Optional.of(row.place()));
          }
        }
      }
      if (examined >= MOST_EXAMINED) {
        return MentionPage.of(found, limit, last);
      }
    }
    return MentionPage.of(found, limit, Optional.empty());
  }

  private void addNewest(String key, Place before) throws SQLException {
    session
        .list(
            NEWEST, MentionReads::row, key, before.at(), before.number(), user.value(), MOST_ROOMS)
        .forEach(row -> sources.add(new Source(key, new ArrayDeque<>(List.of(row)))));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong(1), new Place(row.getLong(2), row.getLong(3)));
  }

  /** Takes the next rows of all rooms, of each message one. */
  private List<Row> take() throws SQLException {
    List<Row> taken = new ArrayList<>();
    while (taken.size() < SOME && !sources.isEmpty()) {
      Source newest = sources.remove();
      Row row = newest.rows().remove();
      if (newest.rows().isEmpty()) {
        newest
            .rows()
            .addAll(
                session.list(
                    FURTHER,
                    MentionReads::row,
                    newest.key(),
                    row.room(),
                    row.place().at(),
                    row.place().number(),
                    SOME));
      }
      if (!newest.rows().isEmpty()) {
        sources.add(newest);
      }
      if (!last.equals(Optional.of(row.place()))) {
        taken.add(row);
        last = Optional.of(row.place());
      }
    }
    return taken;
  }

  /** The messages by id. */
  private Map<Long, MessagePosted> messages(List<Row> rows) throws SQLException {
    List<Long> unknown =
        rows.stream().map(Row::room).distinct().filter(room -> !rooms.containsKey(room)).toList();
    InList.numbers(
            session,
            "SELECT number, id FROM rooms WHERE number IN (...)",
            row -> Map.entry(row.getLong(1), RoomId.of(row.getString(2))),
            unknown)
        .forEach(each -> rooms.put(each.getKey(), each.getValue()));
    Map<Long, MessagePosted> messages = new HashMap<>();
    InList.numbers(
        session,
        "SELECT " + MessageRow.COLUMNS + " FROM messages WHERE id IN (...)",
        row -> {
          long id = row.getLong(1);
          return messages.put(id, MessageRow.of(rooms.get(RoomRow.roomOf(id)), row));
        },
        rows.stream().map(each -> each.place().number()).toList());
    return messages;
  }
}
