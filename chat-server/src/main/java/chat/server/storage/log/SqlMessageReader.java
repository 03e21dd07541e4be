package chat.server.storage.log;

import chat.core.bound.Footprint;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.directory.UserRow;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Reads messages from SQL. Thread-safe by its read pool. */
final class SqlMessageReader implements MessageReader {
  private static final String SELECT = "SELECT " + MessageRow.COLUMNS + " FROM messages WHERE ";

  private final ReadPool pool;

  SqlMessageReader(ReadPool pool) {
    this.pool = pool;
  }

  @Override
  public CompletionStage<LogPage> messages(RoomId id, Collection<Long> seqs) {
    List<Long> ascending = List.copyOf(new TreeSet<>(seqs));
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          List<RoomEvent> found = new ArrayList<>();
          Enough enough = new Enough();
          for (MessagePosted each : messages(session, room, ascending)) {
            found.add(each);
            if (enough.test(each)) {
              break;
            }
          }
          return new LogPage(room.head(), found);
        });
  }

  private static List<MessagePosted> messages(SqlSession session, RoomRow room, List<Long> seqs)
      throws SQLException {
    return InList.numbers(
        session,
        SELECT + "id IN (...) ORDER BY id",
        row -> MessageRow.of(room.room().id(), row),
        ids(room, seqs));
  }

  /** The ids of events; numbers that no event can have are left out. */
  private static List<Long> ids(RoomRow room, Collection<Long> seqs) {
    return seqs.stream().filter(seq -> isOf(room, seq)).map(room::event).toList();
  }

  private static boolean isOf(RoomRow room, long seq) {
    return seq > 0 && seq <= room.head().seq();
  }

  @Override
  public CompletionStage<LogPage> thread(
      RoomId id, long root, OptionalLong after, long before, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          long head = room.head().seq();
          if (!isOf(room, root)) {
            return new LogPage(room.head(), List.of());
          }
          List<RoomEvent> replies =
              session.list(
                  SELECT
                      + "thread = ? AND id > ? AND id < ? ORDER BY id "
                      + (after.isPresent() ? "" : "DESC ")
                      + "LIMIT ?",
                  row -> MessageRow.of(id, row),
                  new Enough(),
                  room.event(root),
                  room.event(Math.min(Math.max(root, after.orElse(root)), head)),
                  room.event(Math.max(0, Math.min(before, head + 1))),
                  limit);
          if (after.isEmpty()) {
            Collections.reverse(replies);
          }
          return new LogPage(room.head(), replies);
        });
  }

  @Override
  public CompletionStage<List<Pin>> pins(RoomId id, long before, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          return session.list(
              "SELECT events.id, events.type, events.author, events.author_name,"
                  + " events.author_kind, events.at, pins.message FROM pins"
                  + " JOIN events ON events.id = pins.event"
                  + " WHERE pins.event > ? AND pins.event < ? ORDER BY pins.event DESC LIMIT ?",
              SqlMessageReader::pin,
              room.event(0),
              room.event(Math.max(0, Math.min(before, room.head().seq() + 1))),
              limit);
        });
  }

  /** The table of files leads to their messages: others are not read. */
  @Override
  public CompletionStage<List<MessagePosted>> withFiles(RoomId id, long before, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          return session.list(
              SELECT
                  + "id IN (SELECT DISTINCT message FROM files WHERE message > ? AND message < ?"
                  + " AND erased = 0 ORDER BY message DESC LIMIT ?) ORDER BY id DESC",
              row -> MessageRow.of(id, row),
              new Enough(),
              room.event(0),
              room.event(Math.max(0, Math.min(before, room.head().seq() + 1))),
              limit);
        });
  }

  private static Pin pin(ResultSet row) throws SQLException {
    return new Pin(
        RoomRow.seqOf(row.getLong(1)),
        MessageRow.author(row),
        Instant.ofEpochMilli(row.getLong(6)),
        RoomRow.seqOf(row.getLong(7)));
  }

  @Override
  public CompletionStage<List<Version>> versions(RoomId id, long message, long after, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          Optional<MessagePosted> found = find(session, room, message);
          if (found.isEmpty() || found.get().isDeleted()) {
            return List.of();
          }
          return found.get().state().edited().isPresent()
              ? versions(session, room, found.get(), after, limit)
              : onlyVersion(found.get(), after);
        });
  }

  private static Optional<MessagePosted> find(SqlSession session, RoomRow room, long seq)
      throws SQLException {
    return isOf(room, seq)
        ? MessageRow.find(session, room.room().id(), room.event(seq))
        : Optional.empty();
  }

  private static List<Version> onlyVersion(MessagePosted message, long after) {
    return message.seq() > after
        ? List.of(new Version(message.seq(), message.at(), message.text()))
        : List.of();
  }

  private static List<Version> versions(
      SqlSession session, RoomRow room, MessagePosted message, long after, int limit)
      throws SQLException {
    return session.list(
        "SELECT events.id, events.type, events.author, events.author_name, events.author_kind,"
            + " events.at, events.client_id, events.target, events.body, versions.text"
            + " FROM versions LEFT JOIN events ON events.id = versions.event"
            + " WHERE versions.message = ? AND versions.event > ?"
            + " AND (versions.text IS NULL OR versions.event = versions.message)"
            + " ORDER BY versions.event LIMIT ?",
        row -> version(row, room.room().id(), message),
        enoughText(),
        room.event(message.seq()),
        room.event(Math.max(0, Math.min(after, room.head().seq()))),
        limit);
  }

  private static Predicate<Version> enoughText() {
    long[] bytes = {0};
    return version -> {
      bytes[0] += Footprint.of(version.text());
      return bytes[0] >= MessageLog.ENOUGH_BYTES;
    };
  }

  private static Version version(ResultSet row, RoomId room, MessagePosted message)
      throws SQLException {
    return row.getObject(1) == null
        ? new Version(message.seq(), message.at(), row.getString(10))
        : version((MessageEdited) EventRow.ofEvent(room, row));
  }

  private static Version version(MessageEdited edit) {
    return new Version(edit.seq(), edit.at(), edit.text());
  }

  @Override
  public CompletionStage<List<User>> reactors(
      RoomId id, long message, String emoji, Optional<UserId> after, int limit) {
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          if (!isOf(room, message)) {
            return List.of();
          }
          return session.list(
              "SELECT "
                  + UserRow.COLUMNS
                  + " FROM reactions JOIN users ON users.id = reactions.user_id"
                  + " WHERE reactions.message = ? AND reactions.user_id > ?"
                  + " AND reactions.emoji = ? ORDER BY reactions.user_id LIMIT ?",
              UserRow::of,
              room.event(message),
              after.map(UserId::value).orElse(""),
              emoji,
              limit);
        });
  }

  @Override
  public CompletionStage<MentionPage> mentions(UserId user, Place before, int limit) {
    return pool.read(session -> new MentionReads(session, user).read(before, limit));
  }

  @Override
  public CompletionStage<Map<Long, List<String>>> reactionsOf(
      UserId user, RoomId id, Collection<Long> messages) {
    record Own(long message, String emoji) {}

    List<Long> asked = List.copyOf(messages);
    return pool.read(
        session -> {
          RoomRow room = RoomRow.get(session, id, "");
          Map<Long, List<String>> own = new TreeMap<>();
          List<Own> found =
              InList.numbers(
                  session,
                  "SELECT message, emoji FROM reactions WHERE user_id = ? AND message IN (...)",
                  row -> new Own(RoomRow.seqOf(row.getLong(1)), row.getString(2)),
                  ids(room, asked),
                  user.value());
          for (Own each : found) {
            own.computeIfAbsent(each.message(), seq -> new ArrayList<>()).add(each.emoji());
          }
          own.values().forEach(Collections::sort);
          return Collections.unmodifiableMap(own);
        });
  }
}
