package chat.core.state;

import chat.core.event.MessagePosted;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.port.Appended.Cause;
import chat.core.port.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which uploads a message binds. Every {@link chat.core.port.MessageLog} asks it in the
 * commit of the message, as the last condition. Stateless.
 */
public final class UploadRules {
  /**
   * A decision. Immutable.
   *
   * @param cause why the message is not stored; empty when it is
   * @param message the message with its files; without any when it is not stored
   */
  public record Decision(Optional<Cause> cause, MessagePosted message) {
    /** Rejects null. */
    public Decision {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(message, "message");
    }
  }

  private UploadRules() {}

  /** Whether a draft binds uploads. */
  public static boolean binds(Draft draft) {
    return draft.event() instanceof MessagePosted && !draft.condition().files().isEmpty();
  }

  /**
   * Decides on a draft that {@link #binds}. An upload is bound by its uploader, once, in the room
   * that it is for: the one that the command named, or the one where the message is stored, which
   * is another when the message is private.
   *
   * @param message the message as it is to be stored
   * @param known those of the uploads that exist and are not erased
   */
  public static Decision decide(Draft draft, MessagePosted message, Map<FileId, Upload> known) {
    List<FileInfo> files = new ArrayList<>();
    boolean isUnfinished = false;
    for (FileId id : draft.condition().files()) {
      Upload upload = known.get(id);
      if (upload == null || !mayBind(draft, message, upload)) {
        return new Decision(Optional.of(Cause.NO_UPLOAD), message);
      }
      isUnfinished |= !upload.isFinished();
      files.add(upload.file());
    }
    return isUnfinished
        ? new Decision(Optional.of(Cause.UPLOAD_UNFINISHED), message)
        : new Decision(Optional.empty(), message.withFiles(files));
  }

  private static boolean mayBind(Draft draft, MessagePosted message, Upload upload) {
    return upload.message().isEmpty()
        && upload.uploader().equals(message.author().id())
        && (upload.room().equals(draft.key().named()) || upload.room().equals(message.room()));
  }
}
