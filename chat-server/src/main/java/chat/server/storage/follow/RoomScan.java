package chat.server.storage.follow;

import chat.core.model.RoomId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Iterates over all rooms that a consumer has to check, a page at a time: rooms with events, and
 * rooms with a cursor. Confined to one thread.
 */
final class RoomScan {
  /** The number of rooms in a page. */
  static final int PAGE = 1_000;

  private final LogCursors cursors;
  private Optional<String> after = Optional.empty();
  private boolean again;

  RoomScan(LogCursors cursors) {
    this.cursors = cursors;
  }

  /** Starts at the first room; if a scan is running, another one follows it. */
  void start() {
    again = after.isPresent();
    after = Optional.of(after.orElse(""));
  }

  /** Whether there are no more pages. */
  boolean isDone() {
    return after.isEmpty();
  }

  /** The next page of rooms, by ascending id; empty when the scan is done. */
  Collection<RoomId> next(FollowerStore.Connected stores) throws SQLException {
    if (after.isEmpty()) {
      return List.of();
    }
    List<String> kept =
        stores
            .log()
            .list(
                "SELECT id FROM rooms WHERE id > ? AND head > 0 ORDER BY id LIMIT ?",
                row -> row.getString(1),
                after.get(),
                PAGE);
    List<String> consumed = cursors.ids(stores.cursors(), after.get(), PAGE);
    stores.endReads();
    TreeSet<String> ids = new TreeSet<>(kept);
    ids.addAll(consumed);
    // Ids after the end of a full page are left to the next one.
    after =
        List.of(kept, consumed).stream()
            .filter(page -> page.size() == PAGE)
            .map(page -> page.get(PAGE - 1))
            .min(String::compareTo);
    Collection<String> page = after.isEmpty() ? ids : ids.headSet(after.get(), true);
    if (after.isEmpty() && again) {
      again = false;
      start();
    }
    return page.stream().map(RoomId::of).toList();
  }
}
