package chat.core.room;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.LogPage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads what a room needs to come to life: its record and the end of its log. */
final class Waking {
  /** A room as the store has it: its record, and the end of its log. */
  record Found(RoomRecord record, LogPage last) {}

  private Waking() {}

  /** The room's record and tail; empty when there is no such room. */
  static CompletionStage<Optional<Found>> read(House house, RoomId id) {
    return house
        .directory()
        .rooms(List.of(id))
        .thenCompose(
            found ->
                found.containsKey(id)
                    ? readTail(house, found.get(id))
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private static CompletionStage<Optional<Found>> readTail(House house, RoomRecord record) {
    return house
        .log()
        .readLast(record.id(), house.settings().tailSize())
        .thenApply(page -> Optional.of(new Found(record, page)));
  }
}
