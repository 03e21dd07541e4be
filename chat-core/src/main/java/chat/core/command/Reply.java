package chat.core.command;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Invite;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.search.Snippet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What an accepted command brings. Immutable. */
public sealed interface Reply {
  /**
   * To {@link Enter}.
   *
   * @param user who the connection speaks for
   * @param rooms the person's own rooms and conversations, then public ones, each in ascending
   *     order; at most 128 KiB of them, but always the permanent ones
   * @param more whether further rooms of the person exist, which {@link ListRooms} brings
   */
  record Entered(User user, List<RoomView> rooms, boolean more) implements Reply {}

  /**
   * To {@link SetUsername}.
   *
   * @param user the person under the new name
   */
  record UsernameSet(User user) implements Reply {}

  /**
   * To {@link ListRooms}.
   *
   * @param rooms the permanent ones first, then all others, each by ascending id
   * @param more whether further ones follow
   */
  record RoomsListed(List<RoomView> rooms, boolean more) implements Reply {}

  /**
   * To {@link CreatePublicRoom}, {@link CreateCodeRoom}, {@link CreatePrivateRoom} and {@link
   * OpenConversation}.
   *
   * @param room the new room; the author is a member
   */
  record RoomCreated(RoomView room) implements Reply {}

  /**
   * To {@link JoinRoom}, {@link JoinByCode} and {@link JoinByInvite}.
   *
   * @param room the room; the person is a member
   * @param users at most 200 of those present, oneself first; empty when not asked for
   * @param events ascending
   * @param head the end of the log at this moment: live events begin after it
   * @param resumed whether {@code events} continues at the given cursor; otherwise they are the
   *     latest messages, and what one holds is to be dropped
   * @param from not resumed: the number from which on {@code events} show all that is kept
   * @param more resumed: newer ones up to {@code head} are still to be read; otherwise: older ones
   *     exist
   */
  record JoinedRoom(
      RoomView room,
      List<User> users,
      List<RoomEvent> events,
      Position head,
      boolean resumed,
      OptionalLong from,
      boolean more)
      implements Reply {}

  /**
   * To {@link CreateInvite}.
   *
   * @param invite the invitation
   * @param secret who has it may join; it is kept nowhere, so this is the only time that it is told
   */
  record InviteCreated(Invite invite, String secret) implements Reply {
    /** Leaves the secret out, for what is printed is read by others. */
    @Override
    public String toString() {
      return "InviteCreated[invite=" + invite + "]";
    }
  }

  /**
   * To {@link ListInvites}.
   *
   * @param room the room
   * @param invites the latest first
   */
  record InvitesListed(RoomId room, List<Invite> invites) implements Reply {}

  /**
   * To {@link RevokeInvite}.
   *
   * @param room the room
   * @param invite the id of the invitation, which admits nobody any more
   */
  record InviteRevoked(RoomId room, String invite) implements Reply {}

  /**
   * To {@link LeaveRoom}.
   *
   * @param room the room left
   */
  record LeftRoom(RoomId room) implements Reply {}

  /**
   * To {@link RemoveRoom}.
   *
   * @param room the room, which is no more
   */
  record RoomRemoved(RoomId room) implements Reply {}

  /**
   * To {@link ListMembers}.
   *
   * @param room the room
   * @param users those present, by ascending id
   * @param more whether further ones follow
   */
  record MembersListed(RoomId room, List<User> users, boolean more) implements Reply {}

  /**
   * To {@link PostMessage}.
   *
   * @param room where it is stored; a private message's is the conversation
   * @param seq its number there
   * @param clientId the sender's key
   * @param at when
   * @param duplicate whether an earlier send with this key did it
   */
  record MessageSent(RoomId room, long seq, String clientId, Instant at, boolean duplicate)
      implements Reply {}

  /**
   * To {@link ChangeRoom}.
   *
   * @param room the room
   * @param seq the number of the change in the room's log; empty when nothing was to be changed
   * @param clientId the key
   * @param at when; empty when nothing was to be changed
   * @param duplicate whether an earlier command with this key did it
   */
  record RoomChangeStored(
      RoomId room, OptionalLong seq, String clientId, Optional<Instant> at, boolean duplicate)
      implements Reply {}

  /** To {@link SetTyping}. */
  record TypingNoted() implements Reply {}

  /**
   * To {@link ReadHistory}.
   *
   * @param room the room
   * @param events ascending
   * @param head the end of the log when it was read
   * @param from read backwards: the number from which on {@code events} show all that is kept up to
   *     where they end
   * @param more whether further ones follow in the direction read
   */
  record HistoryRead(
      RoomId room, List<RoomEvent> events, Position head, OptionalLong from, boolean more)
      implements Reply {}

  /**
   * To {@link SearchMessages}.
   *
   * @param hits newest first
   * @param more whether older ones follow
   * @param cursor what to ask with for those; present when there are more
   */
  record MessagesFound(List<Hit> hits, boolean more, Optional<String> cursor) implements Reply {
    /** Takes the parts as they are; none is null. */
    public MessagesFound {
      hits = List.copyOf(hits);
      Objects.requireNonNull(cursor, "cursor");
    }
  }

  /**
   * A message that was found. Immutable.
   *
   * @param message it
   * @param snippet the part that shows why
   */
  record Hit(MessagePosted message, Snippet snippet) {
    private static final int WEIGHT = 384;
    private static final int WEIGHT_OF_MARK = 26;

    /** About how many bytes it takes as JSON, at the most. */
    public int weight() {
      return WEIGHT + 3 * snippet.text().length() + WEIGHT_OF_MARK * snippet.marks().size();
    }
  }

  /**
   * To {@link MarkRead}.
   *
   * @param room the room
   * @param seq the mark in force, never below an earlier one
   * @param unread other people's messages after it, at most 1,000
   */
  record MarkedRead(RoomId room, long seq, int unread) implements Reply {}
}
