package chat.server.store;

import chat.core.model.Invite;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.Directory;
import chat.core.port.RoomBounds;
import chat.core.port.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The directory in SQL. Thread-safe by its writer and readers. */
final class SqlDirectory implements Directory {
  private final GroupCommit writer;
  private final Readers readers;
  private final Epochs epochs;
  private final String rowLock;
  private final Consumer<RoomId> changed;
  private final ForgottenUsers forgotten;

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
    this.forgotten = new ForgottenUsers(writer, readers, rowLock, changed);
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return writer.write(
        session -> {
          String id = user.id().value();
          if (session.update("UPDATE users SET seen = ? WHERE id = ?", at.toEpochMilli(), id) > 0) {
            return true;
          }
          return UserRow.put(session, user, at);
        });
  }

  @Override
  public CompletionStage<Boolean> putUser(User user, Instant at) {
    return writer.write(session -> UserRow.put(session, user, at));
  }

  @Override
  public CompletionStage<Boolean> rename(UserId user, String name) {
    return writer.write(
        session -> {
          User known =
              UserRow.find(session, user)
                  .orElseThrow(() -> new StoreException("there is no user " + user));
          Instant seen =
              session
                  .first(
                      "SELECT seen FROM users WHERE id = ?",
                      row -> Instant.ofEpochMilli(row.getLong(1)),
                      user.value())
                  .orElseThrow();
          return UserRow.put(session, known.renamed(name), seen);
        });
  }

  @Override
  public CompletionStage<Void> retire(UserId user) {
    return writer.write(
        session -> {
          UserRow.retire(session, user);
          return null;
        });
  }

  @Override
  public CompletionStage<Map<UserId, User>> users(Collection<UserId> ids) {
    List<UserId> wanted = List.copyOf(ids);
    return readers.read(
        session -> {
          Map<UserId, User> found = new TreeMap<>();
          UserRow.find(session, wanted).forEach(user -> found.put(user.id(), user));
          return found;
        });
  }

  @Override
  public CompletionStage<Map<UserId, User>> active(Collection<UserId> ids) {
    List<UserId> wanted = List.copyOf(ids);
    return readers.read(
        session -> {
          Map<UserId, User> found = new TreeMap<>();
          for (UserId id : wanted) {
            UserRow.active(session, id).ifPresent(user -> found.put(id, user));
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Map<String, User>> usersNamed(Collection<String> names) {
    List<String> wanted = List.copyOf(names);
    return readers.read(
        session -> {
          Map<String, User> byFold = UserRow.named(session, wanted);
          Map<String, User> found = new LinkedHashMap<>();
          for (String name : wanted) {
            User user = byFold.get(UserName.fold(name));
            if (user != null) {
              found.put(name, user);
            }
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Void> seen(Collection<UserId> users, Instant at) {
    List<String> here = users.stream().map(UserId::value).toList();
    return writer.writeAnyhow(
        session -> {
          InList.update(
              session, "UPDATE users SET seen = ? WHERE id IN (...)", here, at.toEpochMilli());
          return null;
        });
  }

  @Override
  public CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince) {
    return forgotten.forgetGuests(idleSince);
  }

  @Override
  public CompletionStage<Void> releaseName(UserId user) {
    return forgotten.releaseName(user.value());
  }

  @Override
  public CompletionStage<Addition> addRoom(
      RoomRecord room, Collection<UserId> members, RoomBounds bounds) {
    String epoch = epochs.next();
    List<UserId> first = List.copyOf(members);
    return writer.write(
        session -> {
          for (UserId member : first) {
            UserRow.requireActive(session, member);
          }
          Addition addition = RoomChecks.place(session, room, rowLock);
          if (addition == Addition.ADDED) {
            addition = RoomChecks.bounds(session, room, first, bounds, rowLock);
          }
          if (addition == Addition.ADDED) {
            RoomRow.insert(session, room, epoch, first, rowLock);
            RoomChecks.keepOrigin(session, room, bounds.origin());
          }
          return addition;
        });
  }

  @Override
  public CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids) {
    List<RoomId> wanted = List.copyOf(ids);
    return readers.read(
        session -> {
          Map<RoomId, RoomRecord> found = new TreeMap<>();
          RoomRow.find(session, wanted).forEach(row -> found.put(row.room().id(), row.room()));
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
  public CompletionStage<List<RoomRecord>> permanentRooms() {
    return readers.read(
        session ->
            RoomRow.list(session, "kind = ? AND permanent = 1 ORDER BY id", RoomKind.PUBLIC.name())
                .stream()
                .map(RoomRow::room)
                .toList());
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
        .writeAnyhow(
            session -> {
              RoomRow room = RoomRow.get(session, id, rowLock);
              List<UserId> members =
                  session.list(
                      "SELECT user_id FROM members WHERE room = ? ORDER BY user_id",
                      row -> UserId.of(row.getString(1)),
                      room.number());
              long first = room.event(0);
              long last = room.event((1L << RoomRow.SEQ_BITS) - 1);
              LogRows.remove(session, first, last);
              session.update(
                  "DELETE FROM send_keys WHERE named = ? AND event > ? AND event <= ?",
                  id.value(),
                  first,
                  last);
              session.update("DELETE FROM members WHERE room = ?", room.number());
              session.update("DELETE FROM invites WHERE room = ?", room.number());
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
  public CompletionStage<Set<UserId>> join(RoomId id, Map<UserId, Long> marks, int most) {
    Map<UserId, Long> joining = new TreeMap<>(marks); // in one order, for the rows are locked
    return writer.write(
        session -> {
          long room = RoomRow.get(session, id, rowLock).number();
          Set<UserId> leftOut = new TreeSet<>();
          for (Map.Entry<UserId, Long> each : joining.entrySet()) {
            UserId user = each.getKey();
            if (!RoomRow.join(session, room, user, each.getValue(), most, rowLock)) {
              leftOut.add(user);
            }
          }
          return leftOut;
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
  public CompletionStage<Void> addInvite(Invite invite, String hash) {
    return writer.write(
        session -> {
          InviteRow.insert(session, RoomRow.get(session, invite.room(), rowLock), invite, hash);
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<Invite>> invite(String hash) {
    return readers.read(session -> InviteRow.find(session, hash));
  }

  @Override
  public CompletionStage<List<Invite>> invites(RoomId room) {
    return readers.read(session -> InviteRow.list(session, room));
  }

  @Override
  public CompletionStage<Void> removeInvite(RoomId room, String invite) {
    return writer.write(
        session -> {
          InviteRow.delete(session, RoomRow.get(session, room, rowLock), invite);
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
