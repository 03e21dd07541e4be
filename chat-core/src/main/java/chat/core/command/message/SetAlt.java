package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.command.file.CreateUpload;
import chat.core.file.FileId;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes a file of one's own message for those who do not see it. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param file the file, one of the message
 * @param alt the description, at most {@link chat.core.file.FileInfo#MAX_ALT} code points; empty to
 *     remove it
 * @param clientId the key of the client, 1 to 64 characters
 */
public record SetAlt(RoomId room, long message, FileId file, String alt, String clientId)
    implements MessageCommand<SetAlt.Described> {
  /**
   * The file has the description.
   *
   * @param change what it did
   */
  public record Described(Change change) implements Reply {
    /** Rejects null. */
    public Described {
      Objects.requireNonNull(change, "change");
    }

    @Override
    public boolean hadNoEffect() {
      return change.isNone();
    }
  }

  /** Rejects null. */
  public SetAlt {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(alt, "alt");
    Objects.requireNonNull(clientId, "clientId");
  }

  @Override
  public int footprint() {
    return MessageCommand.super.footprint() + Footprint.of(alt);
  }

  @Override
  public Optional<Outcome.Refused<Described>> check(int maxTextLength) {
    return MessageCommand.<Described>check(message, clientId).or(() -> CreateUpload.checkAlt(alt));
  }
}
