package chat.core.internal.context;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Public rooms in list order: the permanent rooms first, then all others, each by ascending id. So
 * users cannot push the permanent rooms out of the first page by the names that they choose. A page
 * continues after any room in this order, so each room is on exactly one page. Thread-safe: the set
 * of permanent rooms is read once, when the chat starts.
 */
public final class PublicRooms {
  private final ChatContext chat;
  private volatile NavigableSet<RoomId> permanent = new TreeSet<>();

  public PublicRooms(ChatContext chat) {
    this.chat = chat;
  }

  /** Reads the set of permanent rooms. */
  public CompletionStage<Void> load() {
    return chat.directory()
        .permanentRooms()
        .thenAccept(
            rooms -> {
              NavigableSet<RoomId> ids = new TreeSet<>();
              rooms.forEach(room -> ids.add(room.id()));
              permanent = ids;
            });
  }

  /** The list order. */
  public Comparator<RoomId> order() {
    NavigableSet<RoomId> first = permanent;
    return Comparator.comparing((RoomId id) -> !first.contains(id))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Whether {@code id} comes after {@code cursor} in the list. */
  public boolean isAfter(RoomId id, Optional<RoomId> cursor) {
    return cursor.isEmpty() || order().compare(id, cursor.get()) > 0;
  }

  /**
   * Public rooms in the order of the list.
   *
   * @param after the last room of the previous page; empty for the first page
   * @param limit maximum number of rooms
   */
  public CompletionStage<List<RoomRecord>> list(Optional<RoomId> after, int limit) {
    NavigableSet<RoomId> all = permanent;
    boolean isPermanent = after.filter(all::contains).isPresent();
    if (after.isPresent() && !isPermanent) {
      return others(after, limit, all);
    }
    List<RoomId> first =
        after.map(id -> all.tailSet(id, false)).orElse(all).stream().limit(limit).toList();
    if (first.size() == limit) {
      return records(first);
    }
    return records(first)
        .thenCombine(others(Optional.empty(), limit - first.size(), all), PublicRooms::plus);
  }

  /** All permanent rooms, followed by other public rooms up to {@code limit} in total. */
  public CompletionStage<List<RoomRecord>> firstPage(int limit) {
    return list(Optional.empty(), Math.max(limit, permanent.size()));
  }

  private CompletionStage<List<RoomRecord>> records(List<RoomId> ids) {
    return ids.isEmpty()
        ? CompletableFuture.completedFuture(List.of())
        : chat.directory().rooms(ids).thenApply(found -> inOrder(ids, found));
  }

  private static List<RoomRecord> inOrder(List<RoomId> ids, Map<RoomId, RoomRecord> found) {
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private CompletionStage<List<RoomRecord>> others(
      Optional<RoomId> after, int limit, NavigableSet<RoomId> without) {
    return chat.directory()
        .publicRooms(after, limit + without.size())
        .thenApply(
            rooms ->
                rooms.stream().filter(room -> !without.contains(room.id())).limit(limit).toList());
  }

  private static List<RoomRecord> plus(List<RoomRecord> first, List<RoomRecord> others) {
    List<RoomRecord> all = new ArrayList<>(first);
    all.addAll(others);
    return all;
  }
}
