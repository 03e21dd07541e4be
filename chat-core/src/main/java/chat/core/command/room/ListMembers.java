package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lists the users present in a room, by ascending id. Immutable.
 *
 * @param room the room
 * @param after the last user of the previous page; empty for the first page
 * @param limit maximum number of users, 1 to 200; when empty 50
 */
public record ListMembers(RoomId room, Optional<UserId> after, OptionalInt limit)
    implements Command<ListMembers.Listed> {
  /**
   * A page of the users present.
   *
   * @param room the room
   * @param users the users present, by ascending id
   * @param more whether there are further users
   */
  public record Listed(RoomId room, List<User> users, boolean more) implements Reply {}

  /** Rejects null. */
  public ListMembers {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
