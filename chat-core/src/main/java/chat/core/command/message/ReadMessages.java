package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads single messages of a room. Immutable.
 *
 * @param room the room
 * @param seqs the {@code seq}s of the messages, 1 to {@link #MAX_SEQS}; those of other events and
 *     of messages that are not kept are passed over
 */
public record ReadMessages(RoomId room, List<Long> seqs) implements Command<ReadMessages.Read> {
  /** Maximum number of messages of a command. */
  public static final int MAX_SEQS = 50;

  /**
   * Messages as they are now, deleted ones included.
   *
   * @param room the room
   * @param events the messages, ascending
   * @param head the head of the log when they were read
   * @param more whether there are further ones, after the last of {@code events}
   * @param mine the caller's own reactions
   */
  public record Read(
      RoomId room, List<RoomEvent> events, Position head, boolean more, OwnReactions mine)
      implements Reply {}

  /** Rejects null. */
  public ReadMessages {
    Objects.requireNonNull(room, "room");
    seqs = List.copyOf(seqs);
  }

  @Override
  public Optional<Outcome.Refused<Read>> check(int maxTextLength) {
    return seqs.isEmpty() || seqs.size() > MAX_SEQS || seqs.stream().anyMatch(seq -> seq < 1)
        ? Optional.of(Outcome.invalid("seqs", "Specify 1 to " + MAX_SEQS + " seqs of at least 1."))
        : Optional.empty();
  }
}
