package chat.core.file;

import chat.core.model.User;
import java.util.Objects;

/**
 * Who may upload, and how much. Immutable.
 *
 * @param who who may upload and send files
 * @param maxFileBytes maximum length of a file, at least 1
 * @param quotaBytes maximum space of all files, by {@link Upload#space}
 */
public record UploadLimits(Who who, long maxFileBytes, long quotaBytes) {
  /** Maximum number of unfinished uploads of a user. */
  public static final int MAX_OPEN = 20;

  /** Maximum length of a preview in bytes. */
  public static final int MAX_PREVIEW_BYTES = 200 * 1_024;

  /** No uploads. */
  public static final UploadLimits OFF = new UploadLimits(Who.NONE, 1, 0);

  /** Who may upload. */
  public enum Who {
    /** Every user who may send messages to the room. */
    EVERYONE,
    /** Those of them who are not guests. */
    ACCOUNTS,
    /** No user; files that messages have stay. */
    NONE
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public UploadLimits {
    Objects.requireNonNull(who, "who");
    if (maxFileBytes < 1 || quotaBytes < 0) {
      throw new IllegalArgumentException("out of range");
    }
  }

  /** Whether users of this kind may upload and send files where they may send messages. */
  public boolean permits(User.Kind kind) {
    return switch (who) {
      case EVERYONE -> true;
      case ACCOUNTS -> kind != User.Kind.GUEST;
      case NONE -> false;
    };
  }

  /** The limits that a store checks when an upload is created. */
  public UploadStore.Bounds bounds() {
    return new UploadStore.Bounds(MAX_OPEN, quotaBytes);
  }
}
