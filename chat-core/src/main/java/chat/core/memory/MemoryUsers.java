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
import java.util.TreeMap;

/** The people of a {@link MemoryStore}. Guarded by the store's monitor. */
final class MemoryUsers {
  /** Somebody known, and when they were here last. */
  private record Known(User user, Instant seen) {}

  private final Map<UserId, Known> byId = new TreeMap<>();
  private final Map<String, UserId> byName = new HashMap<>();

  boolean add(User user, Instant at) {
    if (byId.containsKey(user.id())) {
      seen(user.id(), at);
      return true;
    }
    if (byName.putIfAbsent(UserName.fold(user.name()), user.id()) != null) {
      return false;
    }
    byId.put(user.id(), new Known(user, at));
    return true;
  }

  boolean rename(UserId id, String name) {
    Known known = byId.get(id);
    if (known == null) {
      throw new StoreException("there is no user " + id);
    }
    UserId owner = byName.get(UserName.fold(name));
    if (owner != null && !owner.equals(id)) {
      return false;
    }
    byName.remove(UserName.fold(known.user().name()));
    byName.put(UserName.fold(name), id);
    byId.put(id, new Known(known.user().renamed(name), known.seen()));
    return true;
  }

  Optional<User> find(UserId id) {
    return Optional.ofNullable(byId.get(id)).map(Known::user);
  }

  Optional<User> named(String name) {
    return Optional.ofNullable(byName.get(UserName.fold(name))).flatMap(this::find);
  }

  void seen(UserId id, Instant at) {
    byId.computeIfPresent(id, (same, known) -> new Known(known.user(), at));
  }

  List<UserId> guestsIdleSince(Instant time) {
    return byId.values().stream()
        .filter(known -> known.user().kind() == User.Kind.GUEST && known.seen().isBefore(time))
        .map(known -> known.user().id())
        .toList();
  }

  void remove(UserId id) {
    byName.remove(UserName.fold(byId.remove(id).user().name()));
  }
}
