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
 * The order in which rooms are listed: the permanent ones first, then all others, each by ascending
 * id. So no names that users choose push the permanent rooms out of the first page. A page goes on
 * after any room of this order, hence each room is on exactly one page. Thread-safe: what is
 * permanent is read once, when the chat starts.
 */
public final class PublicRooms {
  private final ChatContext chat;
  private volatile NavigableSet<RoomId> permanent = new TreeSet<>();

  public PublicRooms(ChatContext chat) {
    this.chat = chat;
  }

  /** Reads which rooms are permanent. */
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

  /** The order of the list. */
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
   * @param after where to go on, exclusive
   * @param limit at most so many
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

  /** All permanent rooms, and then others up to {@code limit} in all. */
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
