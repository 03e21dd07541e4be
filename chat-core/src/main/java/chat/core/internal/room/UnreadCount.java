package chat.core.internal.room;

import chat.core.event.MessagePosted;
import chat.core.internal.log.EventTail;
import chat.core.model.RoomView;
import chat.core.model.UserId;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts what a user has not read in a loaded room. Belongs to the lane of the room. Stateless. */
public final class UnreadCount {
  private UnreadCount() {}

  /** Other people's messages after a mark. */
  public static CompletionStage<Integer> after(Room room, UserId reader, long mark) {
    OptionalInt held = inTail(room, reader, mark);
    return held.isPresent()
        ? CompletableFuture.completedFuture(held.getAsInt())
        : room.chat().log().countUnread(room.id(), reader, mark, RoomView.MAX_UNREAD);
  }

  /** Other people's messages after a mark; empty when the tail does not hold them all. */
  public static OptionalInt inTail(Room room, UserId reader, long mark) {
    EventTail tail = room.log().tail();
    if (!tail.covers(mark)) {
      return OptionalInt.empty();
    }
    long others =
        tail.between(mark, tail.head() + 1).stream()
            .filter(
                event -> event instanceof MessagePosted said && !said.author().id().equals(reader))
            .count();
    return OptionalInt.of((int) Math.min(others, RoomView.MAX_UNREAD));
  }
}
