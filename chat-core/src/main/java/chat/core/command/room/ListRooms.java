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
 * Lists the public rooms and those of the caller: the permanent rooms first, then all others, each
 * by ascending id. Immutable.
 *
 * @param after the last room of the previous page; empty for the first page
 * @param limit maximum number of rooms, 1 to 200; when empty 50
 * @param own whether to list only the rooms and conversations of the caller, by ascending id
 */
public record ListRooms(Optional<RoomId> after, OptionalInt limit, boolean own)
    implements Command<ListRooms.Listed> {
  /**
   * A page of rooms.
   *
   * @param rooms the rooms, in the order described above
   * @param more whether there are further rooms
   */
  public record Listed(List<RoomView> rooms, boolean more) implements Reply {}

  /** Lists the public rooms and those of the caller. */
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
