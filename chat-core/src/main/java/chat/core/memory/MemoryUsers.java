package chat.core.memory;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The users of a {@link MemoryStore}. Guarded by the store's monitor. */
final class MemoryUsers {
  /**
   * A stored user.
   *
   * @param seen when the user was last connected
   * @param retired whether the user is retired
   * @param named whether the user has the name; that of a retired guest is free
   */
  private record Known(User user, Instant seen, boolean retired, boolean named) {
    String skeleton() {
      return UserName.skeleton(user.name());
    }
  }

  private final Map<UserId, Known> byId = new HashMap<>();
  private final Map<String, UserId> bySkeleton = new HashMap<>();
  private final Map<String, UserId> byFold = new HashMap<>();

  boolean add(User user, Instant at) {
    if (byId.containsKey(user.id())) {
      seen(user.id(), at);
      return true;
    }
    return put(user, at);
  }

  boolean put(User user, Instant at) {
    UserId id = user.id();
    requireActive(id);
    String skeleton = UserName.skeleton(user.name());
    String fold = UserName.fold(user.name());
    if (!bySkeleton.getOrDefault(skeleton, id).equals(id)
        || !byFold.getOrDefault(fold, id).equals(id)) {
      return false;
    }
    Known before = byId.get(id);
    boolean hasIt = before != null && UserName.fold(before.user().name()).equals(fold);
    if (UserName.isReserved(user.name()) && !hasIt) {
      return false;
    }
    if (before != null) {
      freeName(before);
    }
    bySkeleton.put(skeleton, id);
    byFold.put(fold, id);
    byId.put(id, new Known(user, at, false, true));
    return true;
  }

  boolean rename(UserId id, String name) {
    Known known = byId.get(id);
    if (known == null) {
      throw new StoreException("user does not exist: " + id);
    }
    return put(known.user().renamed(name), known.seen());
  }

  void retire(UserId id) {
    byId.computeIfPresent(id, (same, known) -> new Known(known.user(), known.seen(), true, true));
  }

  boolean isRetired(UserId id) {
    Known known = byId.get(id);
    return known != null && known.retired();
  }

  void requireActive(UserId id) {
    if (isRetired(id)) {
      throw new StoreException("user is retired: " + id);
    }
  }

  Optional<User> find(UserId id) {
    return Optional.ofNullable(byId.get(id)).map(Known::user);
  }

  Optional<User> named(String name) {
    return Optional.ofNullable(byFold.get(UserName.fold(name)))
        .map(byId::get)
        .filter(known -> !known.retired())
        .map(Known::user);
  }

  void seen(UserId id, Instant at) {
    byId.computeIfPresent(
        id, (same, known) -> new Known(known.user(), at, known.retired(), known.named()));
  }

  /** Guests not seen since {@code time}, by ascending id. */
  List<UserId> guestsIdleSince(Instant time) {
    return byId.values().stream()
        .filter(
            known ->
                known.user().kind() == User.Kind.GUEST
                    && !known.retired()
                    && known.seen().isBefore(time))
        .map(known -> known.user().id())
        .sorted()
        .toList();
  }

  void remove(UserId id) {
    freeName(byId.remove(id));
  }

  /** Retires a user and frees the name. */
  void freeName(UserId id) {
    Known known = byId.get(id);
    freeName(known);
    byId.put(id, new Known(known.user(), known.seen(), true, false));
  }

  /** The retired bots whose names are not free. */
  Set<UserId> retiredBots() {
    return byId.values().stream()
        .filter(known -> known.user().kind() == User.Kind.BOT && known.retired() && known.named())
        .map(known -> known.user().id())
        .collect(Collectors.toSet());
  }

  /** Whether a user exists and is not retired. */
  boolean isActive(UserId id) {
    Known known = byId.get(id);
    return known != null && !known.retired();
  }

  /** Whether a user is retired with a free name. */
  boolean isNameless(UserId id) {
    Known known = byId.get(id);
    return known != null && !known.named();
  }

  private void freeName(Known known) {
    if (!known.named()) {
      return;
    }
    bySkeleton.remove(known.skeleton());
    byFold.remove(UserName.fold(known.user().name()));
  }
}
