package chat.core.internal.log;

import chat.core.internal.context.ChatContext;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.LogPage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads what is needed to load a room: its record and the end of its log. Stateless. */
public final class RoomLoader {
  /** A stored room: its record and the end of its log. */
  public record Found(RoomRecord record, LogPage last) {}

  private RoomLoader() {}

  /** The record of the room and the end of its log; empty when the room does not exist. */
  public static CompletionStage<Optional<Found>> read(ChatContext chat, RoomId id) {
    return chat.directory()
        .rooms(List.of(id))
        .thenCompose(
            found ->
                found.containsKey(id)
                    ? readTail(chat, found.get(id))
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private static CompletionStage<Optional<Found>> readTail(ChatContext chat, RoomRecord record) {
    return chat.log()
        .readLast(record.id(), chat.settings().tailSize())
        .thenApply(page -> Optional.of(new Found(record, page)));
  }
}
