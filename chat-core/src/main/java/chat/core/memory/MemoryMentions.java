package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.model.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The messages of a room in memory that mention users, by their places in search order. Guarded by
 * the store's monitor.
 */
final class MemoryMentions {
  private final NavigableMap<Long, Long> ofAll = new TreeMap<>(); // seqs by place
  private final Map<UserId, NavigableMap<Long, Long>> ofUsers = new HashMap<>();

  void add(long place, MessagePosted message) {
    if (!message.mentionAll().isEmpty()) {
      ofAll.put(place, message.seq());
    }
    for (UserId user : users(message)) {
      ofUsers.computeIfAbsent(user, id -> new TreeMap<>()).put(place, message.seq());
    }
  }

  void remove(long place, MessagePosted message) {
    ofAll.remove(place);
    for (UserId user : users(message)) {
      ofUsers.computeIfPresent(
          user,
          (id, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
          });
    }
  }

  private static Set<UserId> users(MessagePosted message) {
    Set<UserId> users = new HashSet<>();
    message.mentions().forEach(mention -> users.add(mention.user().id()));
    return users;
  }

  /**
   * The {@code seq}s of messages that mention all and are placed before {@code place}, descending.
   */
  Iterator<Long> ofAll(long place) {
    return ofAll.headMap(place, false).descendingMap().values().iterator();
  }

  /** The same of messages that mention {@code user} by name. */
  Iterator<Long> of(UserId user, long place) {
    return ofUsers
        .getOrDefault(user, new TreeMap<>())
        .headMap(place, false)
        .descendingMap()
        .values()
        .iterator();
  }
}
