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
 * Who is writing in a room. What goes on is told again now and then, and ends by itself. That a
 * user begins is told at most once a second, so that beginning and ending in turns costs the others
 * no more than two signals a second; the last state always arrives. Confined to the room's lane.
 */
public final class TypingTracker {
  /** A user who is writing, or was a moment ago. */
  private static final class Writer {
    private User user;
    private boolean isTyping;

    /** Whether the others take it for typing. */
    private boolean isShown;

    /** When the others were last told that it types. */
    private Instant toldAt = Instant.MIN;

    /** Tells this time of typing from an earlier one, whose timer may already have fired. */
    private Object session;

    /** Ends it by itself; null before it first began. */
    private Timer end;

    /** Fires when a begin may be told again; null when it may. */
    private Timer pause;
  }

  private final Room room;
  private final Map<UserId, Writer> writers = new HashMap<>();

  TypingTracker(Room room) {
    this.room = room;
  }

  /** Executes {@link SetTyping}, but not in a room with too many commands under way. */
  public static void handle(
      CommandContext context, PendingReply<SetTyping.Noted> request, SetTyping command) {
    if (context.rooms().isPressed(command.room())) {
      request.answerNow(Outcome.accepted(new SetTyping.Noted()));
      return;
    }
    RoomTask task = RoomTask.gathering(request, (room, same) -> type(room, same, command.typing()));
    context.rooms().ask(command.room(), request, task);
  }

  private static void type(Room room, PendingReply<SetTyping.Noted> request, boolean typing) {
    ConnectedUser person = request.person();
    if (!AccessPolicy.mayRead(room, person)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, person)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else {
      room.typing()
          .set(person.user(), typing)
          .ifPresent(signal -> room.appends().add(signal, person.id()));
      room.rooms().peers().typing(room.id(), person.user(), typing);
      room.broadcaster().answer(request, Outcome.accepted(new SetTyping.Noted()));
    }
  }

  /** Notes that somebody writes, or no longer; what the others are to be told of it. */
  public Optional<Signal> set(User user, boolean typing) {
    return typing ? started(user) : stopped(user);
  }

  private Optional<Signal> started(User user) {
    Writer writer = writers.computeIfAbsent(user.id(), id -> new Writer());
    if (writer.end != null) {
      writer.end.cancel();
    }
    Object session = new Object();
    writer.user = user;
    writer.isTyping = true;
    writer.session = session;
    writer.end = room.later(ProtocolLimits.TYPING_ENDS_AFTER, () -> expired(user, session));
    boolean isDue =
        writer.isShown
            ? !room.chat().now().isBefore(writer.toldAt.plus(ProtocolLimits.TYPING_TOLD_EVERY))
            : writer.pause == null;
    return isDue ? Optional.of(show(writer)) : Optional.empty();
  }

  private Signal show(Writer writer) {
    writer.isShown = true;
    writer.toldAt = room.chat().now();
    if (writer.pause != null) {
      writer.pause.cancel();
    }
    Instant told = writer.toldAt;
    writer.pause = room.later(ProtocolLimits.TYPING_BEGINS_EVERY, () -> paused(writer, told));
    return new Signal.UserTyping(room.id(), writer.user, true);
  }

  /** Tells what was held back, or forgets a writer who has ended. */
  private void paused(Writer writer, Instant told) {
    if (!told.equals(writer.toldAt)) {
      return; // told again, when this timer had already fired
    }
    writer.pause = null;
    if (!writer.isTyping) {
      writers.remove(writer.user.id(), writer);
    } else if (!writer.isShown) {
      room.broadcaster().tell(show(writer), writer.user.id());
    }
  }

  private void expired(User user, Object session) {
    Writer writer = writers.get(user.id());
    if (writer != null && writer.isTyping && writer.session == session) {
      stopped(user).ifPresent(signal -> room.broadcaster().tell(signal, user.id()));
    }
  }

  /** Ends it, as a message or leaving does; what the others are to be told of it. */
  public Optional<Signal> stopped(User user) {
    Writer writer = writers.get(user.id());
    if (writer == null || !writer.isTyping) {
      return Optional.empty();
    }
    writer.end.cancel();
    writer.isTyping = false;
    boolean wasShown = writer.isShown;
    writer.isShown = false;
    if (writer.pause == null) {
      writers.remove(user.id());
    }
    return wasShown ? Optional.of(new Signal.UserTyping(room.id(), user, false)) : Optional.empty();
  }
}
