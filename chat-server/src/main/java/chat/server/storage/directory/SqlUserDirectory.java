package chat.server.storage.directory;

import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.StoreException;
import chat.core.port.UserDirectory;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.ReadPool;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Users in SQL. Thread-safe by its writer and read pool. */
public final class SqlUserDirectory implements UserDirectory {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final ForgottenUsers forgotten;

  /**
   * @param changed called with a room when its log may have been deleted
   */
  public SqlUserDirectory(
      GroupCommit writer, ReadPool pool, String rowLock, Consumer<RoomId> changed) {
    this.writer = writer;
    this.pool = pool;
    this.forgotten = new ForgottenUsers(writer, pool, rowLock, changed);
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
                  .orElseThrow(() -> new StoreException("no such user: " + user));
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
    return pool.read(
        session -> {
          Map<UserId, User> found = new TreeMap<>();
          UserRow.find(session, wanted).forEach(user -> found.put(user.id(), user));
          return found;
        });
  }

  @Override
  public CompletionStage<Map<UserId, User>> active(Collection<UserId> ids) {
    List<UserId> wanted = List.copyOf(ids);
    return pool.read(
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
    return pool.read(
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
    List<String> ids = users.stream().map(UserId::value).toList();
    return writer.writeAnyhow(
        session -> {
          InList.update(
              session, "UPDATE users SET seen = ? WHERE id IN (...)", ids, at.toEpochMilli());
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
}
