package chat.core.event;

import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomView;
import chat.core.model.User;
import java.util.List;
import java.util.OptionalLong;

/**
 * A live event: delivered in the order of its room, never stored. Immutable. Sealed, so that an
 * encoder has to handle all of them.
 */
public sealed interface Signal extends Event {
  /**
   * A user has become present in a room.
   *
   * @param room the room
   * @param user the user
   * @param userCount number of users present now
   */
  record UserJoined(RoomId room, User user, int userCount) implements Signal {}

  /**
   * A user is no longer present in a room.
   *
   * @param room the room
   * @param user the user
   * @param userCount number of users present now
   */
  record UserLeft(RoomId room, User user, int userCount) implements Signal {}

  /**
   * The number of users present, in a room with too many users to announce each join and leave.
   *
   * @param room the room
   * @param userCount number of users present now
   */
  record PresenceCounted(RoomId room, int userCount) implements Signal {}

  /**
   * Another user is typing, or has stopped.
   *
   * @param room the room
   * @param user the user
   * @param typing whether the user is typing
   */
  record UserTyping(RoomId room, User user, boolean typing) implements Signal {}

  /**
   * A user who shares a room or conversation went online or offline.
   *
   * @param user the user
   * @param online whether the user is online
   */
  record StatusChanged(User user, boolean online) implements Signal {}

  /**
   * A user who shares a room or conversation has a new name or kind.
   *
   * @param user the user, under the new name
   */
  record UserChanged(User user) implements Signal {}

  /**
   * Rooms are new or changed; the same for all users who receive it.
   *
   * @param rooms the current state of the rooms
   */
  record RoomsChanged(List<RoomInfo> rooms) implements Signal {}

  /**
   * A room of the user is new or has changed, for instance because the user has joined it.
   *
   * @param room the current state of the room for this user
   */
  record RoomShown(RoomView room) implements Signal {}

  /**
   * Rooms were removed.
   *
   * @param rooms the ids of the rooms
   */
  record RoomsRemoved(List<RoomId> rooms) implements Signal {}

  /**
   * Another connection of the user has moved the read marker.
   *
   * @param room the room
   * @param seq the current read marker; lower than before when the user has marked messages as
   *     unread
   * @param unread number of messages of other users after it
   */
  record ReadElsewhere(RoomId room, long seq, int unread) implements Signal {}

  /**
   * Another connection of the user has set of which messages to be notified.
   *
   * @param room the room
   * @param notifications the setting
   */
  record NotificationsSet(RoomId room, Notifications notifications) implements Signal {}

  /**
   * Another connection of the user has changed a draft.
   *
   * @param draft the current state of the draft; without text when it was removed
   */
  record DraftChanged(MessageDraft draft) implements Signal {}

  /**
   * The user follows a thread or no longer does: set by another connection, or because of a reply
   * of the user or to a message of the user.
   *
   * @param room the room
   * @param root the {@code seq} of the root of the thread
   * @param on whether the user follows it
   * @param seq up to where the user has read it; empty when the user does not follow it
   */
  record ThreadFollowed(RoomId room, long root, boolean on, OptionalLong seq) implements Signal {}

  /**
   * Another connection of the user has raised the read marker of a thread.
   *
   * @param room the room
   * @param root the {@code seq} of the root of the thread
   * @param seq the current read marker
   * @param unread number of replies of other users after it
   */
  record ThreadMarked(RoomId room, long root, long seq, int unread) implements Signal {}

  /**
   * Another connection of the user has left a room.
   *
   * @param room the room
   */
  record LeftElsewhere(RoomId room) implements Signal {}
}
