package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.port.MessageReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists the texts that a message had, the first one first; descriptions of files are none of them.
 * Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param after only texts after this {@code rev}
 */
public record ListVersions(RoomId room, long message, OptionalLong after)
    implements Command<ListVersions.Listed> {
  /**
   * Texts of a message; the last one of all is the current one.
   *
   * @param room the room
   * @param message the {@code seq} of the message
   * @param versions the texts, the first one first
   * @param more whether there are later ones
   */
  public record Listed(
      RoomId room, long message, List<MessageReader.Version> versions, boolean more)
      implements Reply {}

  /** Rejects null. */
  public ListVersions {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(after, "after");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return MessageCommand.checkSeq(message);
  }
}
