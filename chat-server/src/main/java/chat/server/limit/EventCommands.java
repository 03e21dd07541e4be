package chat.server.limit;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PostMessage;
import chat.core.command.Reply;
import chat.core.model.RoomId;

/** The commands that make an event in the log of a room: they count as messages. Stateless. */
public final class EventCommands {
  private EventCommands() {}

  /** The room that such a command names; null when {@code command} makes no event. */
  static RoomId room(Command<?> command) {
    if (command instanceof PostMessage post) {
      return post.room();
    }
    return command instanceof ChangeRoom change ? change.room() : null;
  }

  /** The bytes of what such a command stores, in UTF-8. */
  static int contentBytes(Command<?> command) {
    if (command instanceof PostMessage post) {
      return AddressBudget.utf8Length(post.text());
    }
    return command instanceof ChangeRoom change
        ? AddressBudget.utf8Length(change.name().orElse(""))
            + AddressBudget.utf8Length(change.topic().orElse(""))
        : 0;
  }

  /** Whether the command has stored an event, not an earlier one with the same key. */
  static boolean hasStored(Outcome<?> outcome) {
    return outcome instanceof Outcome.Accepted<?> accepted && !accepted.reply().hadNoEffect();
  }

  /** Whether all that {@code command} was counted for has happened. */
  public static boolean hasStored(Command<?> command, Reply reply) {
    return room(command) == null || !reply.hadNoEffect();
  }
}
