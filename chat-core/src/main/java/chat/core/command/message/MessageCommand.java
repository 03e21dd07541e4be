package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.ClientIds;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command that changes a message: it sets a state, so a command that changes nothing is accepted
 * and stores no event. For members of the room. A repetition with the same key (room, user, client
 * id) gets the first outcome. Immutable.
 *
 * @param <R> the reply when it is accepted
 */
public sealed interface MessageCommand<R extends Reply> extends Command<R>
    permits EditMessage, DeleteMessage, SetReaction, SetPin, SetAlt {
  /** The room of the message. */
  RoomId room();

  /** The {@code seq} of the message. */
  long message();

  /** The key of the client, 1 to 64 characters. */
  String clientId();

  /**
   * The rejection of an invalid {@code seq} or {@code client_id}; empty when they are valid.
   *
   * @param <R> the reply to the command
   */
  static <R extends Reply> Optional<Outcome.Refused<R>> check(long message, String clientId) {
    return ClientIds.<R>check(clientId).or(() -> checkSeq(message));
  }

  /**
   * The rejection of an invalid {@code seq} of a message; empty when it is valid.
   *
   * @param <R> the reply to the command
   */
  static <R extends Reply> Optional<Outcome.Refused<R>> checkSeq(long message) {
    return message < 1
        ? Optional.of(Outcome.invalid("seq", "The seq of a message must be at least 1."))
        : Optional.empty();
  }

  @Override
  default int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(clientId());
  }

  /**
   * What a command did: it stored an event, or there was nothing to change. Immutable.
   *
   * @param room the room
   * @param seq the {@code seq} of the event; empty when there was nothing to change
   * @param message the {@code seq} of the message
   * @param clientId the key
   * @param at when the event was stored; empty when there was nothing to change
   * @param duplicate whether an earlier command with this key stored it
   */
  record Change(
      RoomId room,
      OptionalLong seq,
      long message,
      String clientId,
      Optional<Instant> at,
      boolean duplicate) {
    /** Rejects null. */
    public Change {
      Objects.requireNonNull(room, "room");
      Objects.requireNonNull(seq, "seq");
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(at, "at");
    }

    /** Whether the command had no effect. */
    public boolean isNone() {
      return duplicate || seq.isEmpty();
    }
  }
}
