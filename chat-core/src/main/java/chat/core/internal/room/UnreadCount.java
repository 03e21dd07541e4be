package chat.core.internal.room;

import chat.core.event.MessagePosted;
import chat.core.internal.log.EventTail;
import chat.core.model.RoomView;
import chat.core.model.UserId;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts the unread messages of a user in a loaded room. Must be called in the lane of the room.
 * Stateless.
 */
public final class UnreadCount {
  private UnreadCount() {}

  /** The number of messages of other users after a read marker. */
  public static CompletionStage<Integer> after(Room room, UserId reader, long mark) {
    OptionalInt held = inTail(room, reader, mark);
    return held.isPresent()
        ? CompletableFuture.completedFuture(held.getAsInt())
        : room.chat().log().countUnread(room.id(), reader, mark, RoomView.MAX_UNREAD);
  }

  /**
   * The number of messages of other users after a read marker; empty when the tail does not have
   * all of them.
   */
  public static OptionalInt inTail(Room room, UserId reader, long mark) {
    EventTail tail = room.log().tail();
    if (!tail.covers(mark)) {
      return OptionalInt.empty();
    }
    long others =
        tail.between(mark, tail.head() + 1).stream()
            .filter(
                event ->
                    event instanceof MessagePosted said
                        && !said.isDeleted()
                        && !said.author().id().equals(reader))
            .count();
    return OptionalInt.of((int) Math.min(others, RoomView.MAX_UNREAD));
  }
}
