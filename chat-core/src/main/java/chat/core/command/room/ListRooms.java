package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lists public rooms and one's own: the permanent ones first, then all others, each by ascending
 * id. Immutable.
 *
 * @param after where to go on, exclusive; empty for the beginning
 * @param limit at most so many, 1 to 200; 50 when empty
 * @param own whether only one's own rooms and conversations are listed
 */
public record ListRooms(Optional<RoomId> after, OptionalInt limit, boolean own)
    implements Command<ListRooms.Listed> {
  /**
   * A page of rooms.
   *
   * @param rooms the permanent ones first, then all others, each by ascending id
   * @param more whether further ones follow
   */
  public record Listed(List<RoomView> rooms, boolean more) implements Reply {}

  /** Lists public rooms and one's own. */
  public ListRooms(Optional<RoomId> after, OptionalInt limit) {
    this(after, limit, false);
  }

  /** Rejects null. */
  public ListRooms {
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
