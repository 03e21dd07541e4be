package chat.server.storage.follow;

import chat.core.model.RoomId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Goes through all rooms that a consumer has to look at, a page at a time: those that have a log,
 * and those of which it has a cursor. Confined to one thread.
 */
final class RoomScan {
  /** Rooms of a page. */
  static final int PAGE = 1_000;

  private final LogCursors cursors;
  private Optional<String> after = Optional.empty();
  private boolean again;

  RoomScan(LogCursors cursors) {
    this.cursors = cursors;
  }

  /** Begins at the first room; when it is under way, once more after that. */
  void start() {
    again = after.isPresent();
    after = Optional.of(after.orElse(""));
  }

  /** Whether no page is left. */
  boolean isDone() {
    return after.isEmpty();
  }

  /** The next rooms, by ascending id; none when it is done. */
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
    // What follows the end of a full page is for the next one.
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
