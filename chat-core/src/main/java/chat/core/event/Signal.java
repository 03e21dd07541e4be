package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomView;
import chat.core.model.User;
import java.util.List;

/**
 * Something live: delivered in the order of its room, never kept. Immutable. Closed, so that an
 * encoder must know every one.
 */
public sealed interface Signal extends Event {
  /**
   * Somebody is present in a room.
   *
   * @param room the room
   * @param user who
   * @param userCount people present now
   */
  record UserJoined(RoomId room, User user, int userCount) implements Signal {}

  /**
   * Somebody is no longer present in a room.
   *
   * @param room the room
   * @param user who
   * @param userCount people present now
   */
  record UserLeft(RoomId room, User user, int userCount) implements Signal {}

  /**
   * How many are present, in a room of so many that single comings and goings are not told.
   *
   * @param room the room
   * @param userCount people present now
   */
  record PresenceCounted(RoomId room, int userCount) implements Signal {}

  /**
   * Somebody else is writing, or no longer.
   *
   * @param room the room
   * @param user who
   * @param typing whether they are
   */
  record UserTyping(RoomId room, User user, boolean typing) implements Signal {}

  /**
   * Somebody who shares a room or a conversation came online or went offline.
   *
   * @param user who
   * @param online which
   */
  record StatusChanged(User user, boolean online) implements Signal {}

  /**
   * Somebody who shares a room or a conversation has another name.
   *
   * @param user who, under the new name
   */
  record UserChanged(User user) implements Signal {}

  /**
   * Rooms are new or changed, the same for everybody told.
   *
   * @param rooms as they are now
   */
  record RoomsChanged(List<RoomInfo> rooms) implements Signal {}

  /**
   * A room of one's own is new or changed: one's membership of it, say.
   *
   * @param room as it is now, for this person
   */
  record RoomShown(RoomView room) implements Signal {}

  /**
   * Rooms are no more.
   *
   * @param rooms their ids
   */
  record RoomsRemoved(List<RoomId> rooms) implements Signal {}

  /**
   * Another of one's own connections moved the reading mark.
   *
   * @param room the room
   * @param seq the mark in force
   * @param unread other people's messages after it
   */
  record ReadElsewhere(RoomId room, long seq, int unread) implements Signal {}

  /**
   * Another of one's own connections left a room.
   *
   * @param room the room
   */
  record LeftElsewhere(RoomId room) implements Signal {}
}
