package chat.core.file;

import chat.core.file.FileBytes.Part;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The state of uploads and of the files of messages, of the store whose {@link
 * chat.core.port.MessageLog} binds them. An implementation
 *
 * <ol>
 *   <li>MUST complete a change only after it is as durable as the store can make it, and show it to
 *       every read that is called afterwards;
 *   <li>MUST store at most one upload per room that it is for, uploader and {@link
 *       Upload#clientId}, also under concurrent calls, until it is forgotten;
 *   <li>MUST count the {@link Upload#space} of every upload and preview from its creation until
 *       {@link #forget}, and create nothing that exceeds the quota, also under concurrent calls;
 *   <li>MUST mark the files of a message as erased in the commit in which the log deletes or drops
 *       the message or its room, and return erased ones by no method but {@link #erased};
 *   <li>MUST fail what it cannot do with a {@link chat.core.port.StoreException}, and MUST NOT
 *       throw from the call itself;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
public interface UploadStore {
  /**
   * The limits of creating an upload. Immutable.
   *
   * @param open maximum number of unfinished uploads of a user
   * @param quota maximum space of all files, in bytes
   */
  record Bounds(int open, long quota) {
    /** No limits. */
    public static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** What became of an upload that was to be created. */
  sealed interface Creation {
    /**
     * The upload exists.
     *
     * @param upload the upload; with the same key, the one that was created before
     * @param isNew whether this call created it
     */
    record Created(Upload upload, boolean isNew) implements Creation {
      /** Rejects null. */
      public Created {
        Objects.requireNonNull(upload, "upload");
      }
    }

    /** Nothing was created. */
    enum Rejected implements Creation {
      /** The user has the maximum number of unfinished uploads. */
      TOO_MANY_OPEN,
      /** The files would take more than the quota. */
      NO_SPACE,
      /** The upload with this key was erased. */
      GONE
    }
  }

  /** Stores a new upload. */
  CompletionStage<Creation> create(Upload upload, Bounds bounds);

  /** The upload, or the file of a message that is kept; empty when it is erased or unknown. */
  CompletionStage<Optional<Upload>> upload(FileId id);

  /**
   * Stores a new state of an upload: its offset, or that it is finished.
   *
   * @param before the state that the caller has seen
   * @return false when the upload has another state by now, or is bound or erased
   */
  CompletionStage<Boolean> change(Upload before, Upload after);

  /**
   * Notes that a finished, unbound upload has a preview.
   *
   * @param bytes its length
   * @param quota maximum space of all files, in bytes
   * @return the upload; empty when there is no such upload, or no space
   */
  CompletionStage<Optional<Upload>> preview(FileId id, long bytes, long quota);

  /**
   * Marks an unbound upload as erased.
   *
   * @return false when it is bound, erased before, unknown, or another user's
   */
  CompletionStage<Boolean> erase(FileId id, UserId uploader);

  /**
   * Marks the unbound uploads that were created before {@code time} as erased.
   *
   * @return how many there were
   */
  CompletionStage<Integer> expire(Instant time);

  /**
   * The ids of erased uploads and files, whose bytes are to be deleted, in no particular order.
   *
   * @param limit maximum number of them, at least 1
   */
  CompletionStage<List<FileId>> erased(int limit);

  /** Forgets those of {@code ids} that are erased, after their bytes were deleted. */
  CompletionStage<Void> forget(Collection<FileId> ids);

  /**
   * The parts that the files have, of those of {@code ids} that are known, erased ones included: a
   * preview only after {@link #preview}.
   */
  CompletionStage<Map<FileId, Set<Part>>> parts(Collection<FileId> ids);

  /** The space that all uploads and previews take, in bytes. */
  CompletionStage<Long> space();
}
