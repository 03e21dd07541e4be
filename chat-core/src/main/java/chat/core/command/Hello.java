package chat.core.command;

import chat.core.command.room.ListRooms;
import chat.core.model.RoomView;
import chat.core.model.User;
import java.util.List;

/** Asks for whom the connection speaks, and for rooms: the first command of a client. Immutable. */
public record Hello() implements Command<Hello.Greeted> {
  /**
   * Who the connection speaks for, and the rooms of the user.
   *
   * @param user who the connection speaks for
   * @param rooms the user's own rooms and conversations, then public ones, each in ascending order;
   *     at most 128 KiB of them, but always the permanent ones
   * @param more whether further rooms of the user exist, which {@link ListRooms} brings
   */
  public record Greeted(User user, List<RoomView> rooms, boolean more) implements Reply {}
}
