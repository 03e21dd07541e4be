package chat.core.port;

import chat.core.event.JsonSize;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The drafts of users. A draft ends with the membership in its room. The numbered rules of {@link
 * Directory} apply. Thread-safe.
 */
public interface DraftStore {
  /** What became of a draft that was saved. Immutable. */
  sealed interface Result {
    /**
     * The later state of the draft is kept.
     *
     * @param draft the state that is kept
     * @param isStored whether it is the saved one, and was stored now
     * @param changes how often drafts of the user in the room have changed, including this time;
     *     see {@link chat.core.model.Membership#draftChanges}
     */
    record Kept(MessageDraft draft, boolean isStored, long changes) implements Result {
      /** Rejects null. */
      public Kept {
        Objects.requireNonNull(draft, "draft");
      }
    }

    /** Nothing was stored. */
    enum Rejected implements Result {
      /** The user is not a member of the room. */
      NOT_MEMBER,
      /** The user would have too many drafts, or their texts would be too long together. */
      TOO_MANY
    }
  }

  /** Maximum number of drafts of a user, without removed ones. */
  int MAX_DRAFTS = 100;

  /** Maximum bytes of the drafts of a user, by {@link #weight}: they fit into one page. */
  int MAX_BYTES = 128 * 1024;

  /**
   * Maximum number of removed drafts of a user that are kept; of more, those with the lowest {@code
   * rev} are deleted.
   */
  int MAX_REMOVED = 100;

  /** Bytes of a draft without its room and text: JSON keys, numbers and punctuation. */
  int BASE_BYTES = 128;

  /** Upper estimate of the bytes of a draft as JSON in UTF-8. */
  static int weight(MessageDraft draft) {
    return BASE_BYTES + draft.room().value().length() + JsonSize.of(draft.text());
  }

  /**
   * Stores a draft if its {@code rev} is higher than that of the known one. A draft without text is
   * stored as removed.
   */
  CompletionStage<Result> saveDraft(UserId user, MessageDraft draft);

  /** The drafts of a user without removed ones, by ascending room id and root. */
  CompletionStage<List<MessageDraft>> drafts(UserId user);

  /** The drafts of a user in a room, including removed ones, by ascending root. */
  CompletionStage<List<MessageDraft>> drafts(UserId user, RoomId room);
}
