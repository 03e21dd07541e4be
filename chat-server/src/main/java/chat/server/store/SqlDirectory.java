package chat.server.store;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.Directory;
import chat.core.port.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The directory in SQL. Thread-safe by its writer and readers. */
final class SqlDirectory implements Directory {
  private static final String USER = "SELECT id, name, kind FROM users WHERE ";

  private final GroupCommit writer;
  private final Readers readers;
  private final Epochs epochs;
  private final String rowLock;
  private final Consumer<RoomId> changed;

  /**
   * @param changed told of a room when its log may be gone
   */
  SqlDirectory(
      GroupCommit writer,
      Readers readers,
      Epochs epochs,
      String rowLock,
      Consumer<RoomId> changed) {
    this.writer = writer;
    this.readers = readers;
    this.epochs = epochs;
    this.rowLock = rowLock;
    this.changed = changed;
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return writer.write(
        session -> {
          String id = user.id().value();
          if (session.update("UPDATE users SET seen = ? WHERE id = ?", at.toEpochMilli(), id) > 0) {
            return true;
          }
          return session.update(
                  "INSERT INTO users (id, name, folded, kind, seen) VALUES (?, ?, ?, ?, ?)"
                      + " ON CONFLICT DO NOTHING",
                  id,
                  user.name(),
                  UserName.fold(user.name()),
                  user.kind().name(),
                  at.toEpochMilli())
              > 0;
        });
  }

  @Override
  public CompletionStage<Boolean> rename(UserId user, String name) {
    String folded = UserName.fold(name);
    return writer.write(
        session -> {
          Optional<String> owner =
              session.first(
                  "SELECT id FROM users WHERE folded = ?", row -> row.getString(1), folded);
          if (owner.isPresent() && !owner.get().equals(user.value())) {
            return false;
          }
          int renamed =
              session.update(
                  "UPDATE users SET name = ?, folded = ? WHERE id = ?", name, folded, user.value());
          if (renamed == 0) {
            throw new StoreException("there is no user " + user);
          }
          return true;
        });
  }

  @Override
  public CompletionStage<Map<UserId, User>> users(Collection<UserId> ids) {
    List<UserId> wanted = List.copyOf(ids);
    return readers.read(
        session -> {
          Map<UserId, User> found = new TreeMap<>();
          for (UserId id : wanted) {
            session
                .first(USER + "id = ?", SqlDirectory::userOf, id.value())
                .ifPresent(user -> found.put(id, user));
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Map<String, User>> usersNamed(Collection<String> names) {
    List<String> wanted = List.copyOf(names);
    return readers.read(
        session -> {
          Map<String, User> found = new LinkedHashMap<>();
          for (String name : wanted) {
            session
                .first(USER + "folded = ?", SqlDirectory::userOf, UserName.fold(name))
                .ifPresent(user -> found.put(name, user));
          }
          return found;
        });
  }

  private static User userOf(ResultSet row) throws SQLException {
    return new User(
        UserId.of(row.getString(1)), row.getString(2), User.Kind.valueOf(row.getString(3)));
  }

  @Override
  public CompletionStage<Void> seen(Collection<UserId> users, Instant at) {
    List<UserId> here = List.copyOf(users);
    return writer.write(
        session -> {
          for (UserId user : here) {
            session.update(
                "UPDATE users SET seen = ? WHERE id = ?", at.toEpochMilli(), user.value());
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Void> forgetGuests(Instant idleSince) {
    return writer.write(
        session -> {
          List<String> forgotten =
              session.list(
                  "SELECT id FROM users WHERE kind = 'GUEST' AND seen < ?"
                      + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE lower = users.id)"
                      + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE higher = users.id)",
                  row -> row.getString(1),
                  idleSince.toEpochMilli());
          for (String id : forgotten) {
            session.update("DELETE FROM members WHERE user_id = ?", id);
            session.update("DELETE FROM sessions WHERE user_id = ?", id);
            session.update("DELETE FROM users WHERE id = ?", id);
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members) {
    String epoch = epochs.next();
    List<UserId> first = List.copyOf(members);
    return writer.write(
        session -> {
          Addition addition = check(session, room, rowLock);
          if (addition == Addition.ADDED) {
            RoomRow.insert(session, room, epoch, first, rowLock);
          }
          return addition;
        });
  }

  /** Whether there is place for a room. */
  static Addition check(Session session, RoomRecord room, String rowLock) throws SQLException {
    if (RoomRow.find(session, room.id(), rowLock).isPresent()) {
      return Addition.ID_TAKEN;
    }
    if (room.kind() == RoomKind.PUBLIC
        && exists(session, "rooms WHERE public_name = ?", RoomName.fold(room.name()))) {
      return Addition.NAME_TAKEN;
    }
    if (room.kind() == RoomKind.CODE && exists(session, "codes WHERE code = ?", room.code())) {
      return Addition.CODE_TAKEN;
    }
    return Addition.ADDED;
  }

  private static boolean exists(Session session, String where, String argument)
      throws SQLException {
    return session.first("SELECT 1 FROM " + where, row -> true, argument).isPresent();
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    List<RoomId> wanted = List.copyOf(ids);
    return readers.read(
        session -> {
          Map<RoomId, RoomRecord> found = new TreeMap<>();
          for (RoomId id : wanted) {
            RoomRow.find(session, id, "").ifPresent(room -> found.put(id, room.room()));
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Optional<RoomRecord>> roomWithCode(String code) {
    return readers.read(
        session ->
            RoomRow.list(session, "number = (SELECT room FROM codes WHERE code = ?)", code).stream()
                .map(RoomRow::room)
                .findFirst());
  }

  @Override
  public CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit) {
    return readers.read(session -> ofKind(session, RoomKind.PUBLIC, after, limit));
  }

  @Override
  public CompletionStage<List<RoomRecord>> codeRooms() {
    return readers.read(
        session -> ofKind(session, RoomKind.CODE, Optional.empty(), Integer.MAX_VALUE));
  }

  private static List<RoomRecord> ofKind(
      Session session, RoomKind kind, Optional<RoomId> after, int limit) throws SQLException {
    return RoomRow.list(
            session,
            "kind = ? AND id > ? ORDER BY id LIMIT ?",
            kind.name(),
            after.map(RoomId::value).orElse(""),
            limit)
        .stream()
        .map(RoomRow::room)
        .toList();
  }

  @Override
  public CompletionStage<List<UserId>> removeRoom(RoomId id) {
    return writer
        .write(
            session -> {
              RoomRow room = RoomRow.get(session, id, rowLock);
              List<UserId> members =
                  session.list(
                      "SELECT user_id FROM members WHERE room = ? ORDER BY user_id",
                      row -> UserId.of(row.getString(1)),
                      room.number());
              long first = room.event(0);
              long last = room.event((1L << RoomRow.SEQ_BITS) - 1);
              session.update("DELETE FROM events WHERE id > ? AND id <= ?", first, last);
              session.update(
                  "DELETE FROM send_keys WHERE named = ? AND event > ? AND event <= ?",
                  id.value(),
                  first,
                  last);
              session.update("DELETE FROM members WHERE room = ?", room.number());
              session.update("DELETE FROM rooms WHERE number = ?", room.number());
              return members;
            })
        .whenComplete((members, failure) -> changed.accept(id));
  }

  @Override
  public CompletionStage<List<Membership>> memberships(UserId user) {
    return readers.read(
        session ->
            session.list(
                "SELECT rooms.id, members.mark FROM members JOIN rooms"
                    + " ON rooms.number = members.room WHERE members.user_id = ?"
                    + " ORDER BY rooms.id",
                row -> new Membership(RoomId.of(row.getString(1)), row.getLong(2)),
                user.value()));
  }

  @Override
  public CompletionStage<Void> join(RoomId id, Map<UserId, Long> marks) {
    Map<UserId, Long> joining = Map.copyOf(marks);
    return writer.write(
        session -> {
          RoomRow room = RoomRow.get(session, id, rowLock);
          for (Map.Entry<UserId, Long> each : joining.entrySet()) {
            RoomRow.join(session, room.number(), each.getKey(), each.getValue());
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Void> leave(RoomId id, UserId user) {
    return writer.write(
        session -> {
          RoomRow room = RoomRow.get(session, id, rowLock);
          session.update(
              "DELETE FROM members WHERE user_id = ? AND room = ?", user.value(), room.number());
          return null;
        });
  }

  @Override
  public CompletionStage<Void> mark(RoomId id, UserId user, long seq) {
    return writer.write(
        session -> {
          mark(session, RoomRow.get(session, id, rowLock).number(), user, seq);
          return null;
        });
  }

  static void mark(Session session, long room, UserId user, long seq) throws SQLException {
    session.update(
        "UPDATE members SET mark = ? WHERE user_id = ? AND room = ? AND mark < ?",
        seq,
        user.value(),
        room,
        seq);
  }
}
