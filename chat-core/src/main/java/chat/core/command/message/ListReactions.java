package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lists the users who reacted to a message with an emoji, by ascending id. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param emoji the emoji
 * @param after the last user of the previous page; empty for the first page
 */
public record ListReactions(RoomId room, long message, String emoji, Optional<UserId> after)
    implements Command<ListReactions.Listed> {
  /**
   * A page of users.
   *
   * @param room the room
   * @param message the {@code seq} of the message
   * @param emoji the emoji
   * @param users the users, by ascending id
   * @param more whether there are further users
   */
  public record Listed(RoomId room, long message, String emoji, List<User> users, boolean more)
      implements Reply {}

  /** Rejects null. */
  public ListReactions {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(emoji, "emoji");
    Objects.requireNonNull(after, "after");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return MessageCommand.checkSeq(message);
  }
}
