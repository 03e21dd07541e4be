package chat.server.store;

import chat.core.model.UserId;
import chat.server.account.SessionStore;
import chat.server.account.TokenHash;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Sessions in SQL. Thread-safe by its writer and readers. */
final class SqlSessions implements SessionStore {
  private final GroupCommit writer;
  private final Readers readers;

  SqlSessions(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public CompletionStage<Void> add(TokenHash hash, UserId user) {
    return writer.write(
        session -> {
          session.update(
              "INSERT INTO sessions (hash, user_id) VALUES (?, ?)", hash.value(), user.value());
          return null;
        });
  }

  @Override
  public CompletionStage<Optional<UserId>> find(TokenHash hash) {
    return readers.read(
        session ->
            session.first(
                "SELECT user_id FROM sessions WHERE hash = ?",
                row -> UserId.of(row.getString(1)),
                hash.value()));
  }

  @Override
  public CompletionStage<Set<UserId>> users() {
    return readers.read(
        session ->
            new TreeSet<>(
                session.list(
                    "SELECT DISTINCT user_id FROM sessions", row -> UserId.of(row.getString(1)))));
  }

  @Override
  public CompletionStage<Void> endAll(Collection<UserId> users) {
    List<UserId> ended = List.copyOf(users);
    return writer.write(
        session -> {
          for (UserId user : ended) {
            session.update("DELETE FROM sessions WHERE user_id = ?", user.value());
          }
          return null;
        });
  }
}
