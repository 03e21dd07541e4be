package chat.core.memory;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.UserDirectory;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The users of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryUserDirectory implements UserDirectory {
  private final MemoryStore store;
  private final MemoryUsers users;

  MemoryUserDirectory(MemoryStore store) {
    this.store = store;
    this.users = store.users();
  }

  @Override
  public CompletionStage<Boolean> addUser(User user, Instant at) {
    return store.run(() -> users.add(user, at));
  }

  @Override
  public CompletionStage<Boolean> putUser(User user, Instant at) {
    return store.run(() -> users.put(user, at));
  }

  @Override
  public CompletionStage<Boolean> rename(UserId user, String name) {
    return store.run(() -> users.rename(user, name));
  }

  @Override
  public CompletionStage<Map<UserId, User>> users(Collection<UserId> ids) {
    return store.run(
        () -> {
          Map<UserId, User> found = new TreeMap<>();
          ids.forEach(id -> users.find(id).ifPresent(user -> found.put(id, user)));
          return found;
        });
  }

  @Override
  public CompletionStage<Map<UserId, User>> active(Collection<UserId> ids) {
    return store.run(
        () -> {
          Map<UserId, User> found = new TreeMap<>();
          for (UserId id : ids) {
            if (!users.isRetired(id)) {
              users.find(id).ifPresent(user -> found.put(id, user));
            }
          }
          return found;
        });
  }

  @Override
  public CompletionStage<Map<String, User>> usersNamed(Collection<String> names) {
    return store.run(
        () -> {
          Map<String, User> found = new LinkedHashMap<>();
          names.forEach(name -> users.named(name).ifPresent(user -> found.put(name, user)));
          return found;
        });
  }

  @Override
  public CompletionStage<Void> seen(Collection<UserId> ids, Instant at) {
    return store.run(
        () -> {
          ids.forEach(id -> users.seen(id, at));
          return null;
        });
  }

  @Override
  public CompletionStage<Set<RoomId>> forgetGuests(Instant idleSince) {
    return store.run(
        () -> {
          for (UserId id : users.guestsIdleSince(idleSince)) {
            users.freeName(id);
            leaveAll(id);
            forgetWithoutConversation(id);
          }
          releaseNames(users.retiredBots());
          Set<RoomId> removed = new TreeSet<>();
          for (Conversation each : store.rooms().conversations()) {
            if (each.people().stream().noneMatch(users::isActive)) {
              store.remove(each.room());
              each.people().forEach(this::forgetWithoutConversation);
              removed.add(each.room());
            }
          }
          return removed;
        });
  }

  @Override
  public CompletionStage<Void> releaseName(UserId user) {
    return store.run(
        () -> {
          releaseNames(users.retiredBots().contains(user) ? Set.of(user) : Set.of());
          return null;
        });
  }

  private void releaseNames(Set<UserId> retiredBots) {
    Set<UserId> silent = new TreeSet<>(retiredBots);
    silent.removeAll(store.rooms().authors(retiredBots));
    for (UserId id : silent) {
      users.freeName(id);
      forgetWithoutConversation(id);
    }
  }

  private void forgetWithoutConversation(UserId id) {
    if (users.isNameless(id) && !store.rooms().hasConversation(id)) {
      users.remove(id);
    }
  }

  @Override
  public CompletionStage<Void> retire(UserId user) {
    return store.run(
        () -> {
          users.retire(user);
          leaveAll(user);
          return null;
        });
  }

  private void leaveAll(UserId user) {
    store.rooms().of(user).forEach(room -> store.rooms().leave(store.rooms().get(room), user));
  }
}
