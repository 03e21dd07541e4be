package chat.core.command.file;

import chat.core.bound.Footprint;
import chat.core.command.ClientIds;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.file.FileInfo;
import chat.core.file.FileName;
import chat.core.file.Upload;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.util.Objects;
import java.util.Optional;

/**
 * Begins an upload, for members of the room. Immutable.
 *
 * @param room the room in which the file is to be sent
 * @param length its length in bytes, at least 0
 * @param name the name that the user gave it, as {@link FileName#of} makes it
 * @param media what the client says of it
 * @param alt a description for those who do not see it; empty for none
 * @param clientId a key of the user for uploads in that room, with which a repetition gets the same
 *     upload; empty for none
 */
public record CreateUpload(
    RoomId room,
    long length,
    String name,
    FileInfo.Media media,
    String alt,
    Optional<String> clientId)
    implements FileCommand<CreateUpload.Created> {
  /**
   * The upload exists.
   *
   * @param upload the upload
   * @param duplicate whether an earlier command with this key created it
   */
  public record Created(Upload upload, boolean duplicate) implements Reply {
    /** Rejects null. */
    public Created {
      Objects.requireNonNull(upload, "upload");
    }

    @Override
    public boolean hadNoEffect() {
      return duplicate;
    }
  }

  /** Rejects null. */
  public CreateUpload {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(media, "media");
    Objects.requireNonNull(alt, "alt");
    Objects.requireNonNull(clientId, "clientId");
    name = FileName.of(name);
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND
        + Footprint.of(name)
        + Footprint.of(alt)
        + Footprint.of(clientId.orElse(""));
  }

  @Override
  public Optional<Outcome.Refused<Created>> check(int maxTextLength) {
    if (clientId.isPresent()) {
      Optional<Outcome.Refused<Created>> rejection = ClientIds.check(clientId.get());
      if (rejection.isPresent()) {
        return rejection;
      }
    }
    if (length < 0) {
      return Optional.of(Outcome.invalid("length", "The length must not be negative."));
    }
    return checkAlt(alt);
  }

  /**
   * The rejection of an invalid description of a file; empty when it is valid.
   *
   * @param <R> the reply to the command
   */
  public static <R extends Reply> Optional<Outcome.Refused<R>> checkAlt(String alt) {
    if (alt.codePointCount(0, alt.length()) > FileInfo.MAX_ALT) {
      return Optional.of(
          Outcome.invalid("alt", "A description has at most " + FileInfo.MAX_ALT + " characters."));
    }
    return TextRules.checkDraft(alt).map(fault -> Outcome.invalid("alt", fault));
  }
}
