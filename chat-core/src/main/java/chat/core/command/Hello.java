package chat.core.command;

import chat.core.command.room.ListRooms;
import chat.core.model.RoomView;
import chat.core.model.User;
import java.util.List;

/**
 * Returns the user of the connection and a first page of rooms: the first command of a client.
 * Immutable.
 */
public record Hello() implements Command<Hello.Greeted> {
  /**
   * The user of the connection, and rooms.
   *
   * @param user the user of the connection
   * @param rooms the user's own rooms and conversations, then public rooms, each by ascending id;
   *     at most 128 KiB, but always with the permanent rooms
   * @param more whether the user has further rooms, which {@link ListRooms} returns
   */
  public record Greeted(User user, List<RoomView> rooms, boolean more) implements Reply {}
}
