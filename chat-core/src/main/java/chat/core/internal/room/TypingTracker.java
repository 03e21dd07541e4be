package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.message.SetTyping;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Timers.Timer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tracks which users are typing in a room. The signal is repeated while a user keeps typing, and
 * typing ends automatically. The start of typing is signalled at most once a second for each user,
 * so that starting and stopping in turns causes at most two signals a second; the last state is
 * always sent. Confined to the lane of the room.
 */
public final class TypingTracker {
  /** A user who is typing, or was shortly before. */
  private static final class TypingUser {
    private User user;
    private boolean isTyping;

    /** Whether the last signal said that the user is typing. */
    private boolean isShown;

    /** When the last signal was sent that the user is typing. */
    private Instant shownAt = Instant.MIN;

    /**
     * Distinguishes this period of typing from an earlier one, whose timer may already have fired.
     */
    private Object session;

    /** Ends typing automatically; null before it first began. */
    private Timer end;

    /** Fires when a start may be signalled again; null when it may. */
    private Timer pause;
  }

  private final Room room;
  private final Map<UserId, TypingUser> typingUsers = new HashMap<>();

  TypingTracker(Room room) {
    this.room = room;
  }

  /**
   * Handler of {@link SetTyping}; the command has no effect in a room with too many unanswered
   * commands.
   */
  public static void handle(
      CommandContext context, PendingReply<SetTyping.Noted> request, SetTyping command) {
    if (context.rooms().isPressed(command.room())) {
      request.answerNow(Outcome.accepted(new SetTyping.Noted()));
      return;
    }
    RoomTask task = RoomTask.gathering(request, (room, same) -> type(room, same, command.typing()));
    context.rooms().submit(command.room(), request, task);
  }

  private static void type(Room room, PendingReply<SetTyping.Noted> request, boolean typing) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else {
      room.typing()
          .set(user.profile(), typing)
          .ifPresent(signal -> room.appends().add(signal, user.id()));
      room.rooms().peers().typing(room.id(), user.profile(), typing);
      room.broadcaster().answer(request, Outcome.accepted(new SetTyping.Noted()));
    }
  }

  /** Sets whether a user is typing; returns the signal to send, if any. */
  public Optional<Signal> set(User user, boolean typing) {
    return typing ? started(user) : stopped(user);
  }

  private Optional<Signal> started(User user) {
    TypingUser typingUser = typingUsers.computeIfAbsent(user.id(), id -> new TypingUser());
    if (typingUser.end != null) {
      typingUser.end.cancel();
    }
    Object session = new Object();
    typingUser.user = user;
    typingUser.isTyping = true;
    typingUser.session = session;
    typingUser.end = room.later(ProtocolLimits.TYPING_ENDS_AFTER, () -> expired(user, session));
    boolean isDue =
        typingUser.isShown
            ? !room.chat()
                .now()
                .isBefore(typingUser.shownAt.plus(ProtocolLimits.TYPING_REPEATED_EVERY))
            : typingUser.pause == null;
    return isDue ? Optional.of(show(typingUser)) : Optional.empty();
  }

  private Signal show(TypingUser typingUser) {
    typingUser.isShown = true;
    typingUser.shownAt = room.chat().now();
    if (typingUser.pause != null) {
      typingUser.pause.cancel();
    }
    Instant shownAt = typingUser.shownAt;
    typingUser.pause =
        room.later(ProtocolLimits.TYPING_BEGINS_EVERY, () -> paused(typingUser, shownAt));
    return new Signal.UserTyping(room.id(), typingUser.user, true);
  }

  /** Sends the state that was held back, or removes a user who has stopped. */
  private void paused(TypingUser typingUser, Instant shownAt) {
    if (!shownAt.equals(typingUser.shownAt)) {
      return; // another signal was sent after this timer had fired
    }
    typingUser.pause = null;
    if (!typingUser.isTyping) {
      typingUsers.remove(typingUser.user.id(), typingUser);
    } else if (!typingUser.isShown) {
      room.broadcaster().broadcast(show(typingUser), typingUser.user.id());
    }
  }

  private void expired(User user, Object session) {
    TypingUser typingUser = typingUsers.get(user.id());
    if (typingUser != null && typingUser.isTyping && typingUser.session == session) {
      stopped(user).ifPresent(signal -> room.broadcaster().broadcast(signal, user.id()));
    }
  }

  /**
   * Ends typing, for instance after a message or when the user leaves; returns the signal to send,
   * if any.
   */
  public Optional<Signal> stopped(User user) {
    TypingUser typingUser = typingUsers.get(user.id());
    if (typingUser == null || !typingUser.isTyping) {
      return Optional.empty();
    }
    typingUser.end.cancel();
    typingUser.isTyping = false;
    boolean wasShown = typingUser.isShown;
    typingUser.isShown = false;
    if (typingUser.pause == null) {
      typingUsers.remove(user.id());
    }
    return wasShown ? Optional.of(new Signal.UserTyping(room.id(), user, false)) : Optional.empty();
  }
}
