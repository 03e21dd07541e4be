package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Reply.TypingNoted;
import chat.core.event.Signal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Timers.Timer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is writing in a room. What goes on is told again now and then, and ends by itself. Confined
 * to the room's lane.
 */
final class Typing {
  /**
   * Somebody who is writing.
   *
   * @param session tells this from an earlier time, whose timer may already have fired
   * @param end fires when they are heard of no more
   */
  private record Writer(Object session, Instant told, Timer end) {}

  private final Room room;
  private final Map<UserId, Writer> writers = new HashMap<>();

  Typing(Room room) {
    this.room = room;
  }

  /** Takes it from whoever writes. */
  static void type(Room room, Request<TypingNoted> request, boolean typing) {
    Person person = request.person();
    if (!Access.mayRead(room, person)) {
      room.audience().answer(request, Refusals.noSuchRoom());
    } else if (!Access.isMember(room, person)) {
      room.audience().answer(request, Refusals.notMember());
    } else {
      room.typing()
          .set(person.user(), typing)
          .ifPresent(signal -> room.appending().add(signal, person.id()));
      room.audience().answer(request, Outcome.accepted(new TypingNoted()));
    }
  }

  /** Notes that somebody writes, or no longer; what the others are to be told of it. */
  Optional<Signal> set(User user, boolean typing) {
    return typing ? started(user) : stopped(user);
  }

  private Optional<Signal> started(User user) {
    Writer before = writers.get(user.id());
    Instant now = room.house().now();
    boolean tell = before == null || !now.isBefore(before.told().plus(Limits.TYPING_TOLD_EVERY));
    if (before != null) {
      before.end().cancel();
    }
    Object session = new Object();
    Timer end = room.later(Limits.TYPING_ENDS_AFTER, () -> expired(user, session));
    writers.put(user.id(), new Writer(session, tell ? now : before.told(), end));
    return tell ? Optional.of(new Signal.UserTyping(room.id(), user, true)) : Optional.empty();
  }

  private void expired(User user, Object session) {
    Writer writer = writers.get(user.id());
    if (writer != null && writer.session() == session) {
      stopped(user).ifPresent(signal -> room.audience().tell(signal, user.id()));
    }
  }

  /** Ends it, as a message or leaving does; what the others are to be told of it. */
  Optional<Signal> stopped(User user) {
    Writer before = writers.remove(user.id());
    if (before == null) {
      return Optional.empty();
    }
    before.end().cancel();
    return Optional.of(new Signal.UserTyping(room.id(), user, false));
  }
}
