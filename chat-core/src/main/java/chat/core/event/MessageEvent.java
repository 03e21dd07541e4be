package chat.core.event;

import java.util.OptionalLong;

/** An event that changes a message of the same room. Immutable. */
public sealed interface MessageEvent extends RoomEvent
    permits MessageEdited,
        MessageDeleted,
        ReactionAdded,
        ReactionRemoved,
        MessagePinned,
        MessageUnpinned {
  /** The {@code seq} of the message. */
  long message();

  @Override
  default OptionalLong target() {
    return OptionalLong.of(message());
  }

  /** Whether this is the message that it changes, without this change or a later one. */
  default boolean isNewTo(MessagePosted before) {
    return before.seq() == message() && seq() > before.state().rev();
  }
}
