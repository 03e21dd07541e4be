package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Saves a message that the user has begun to write. An empty text removes the draft. Immutable.
 *
 * @param draft the draft
 */
public record SaveDraft(MessageDraft draft) implements Command<SaveDraft.Saved> {
  /** The highest {@code rev}: the highest whole number that every JSON parser reads exactly. */
  public static final long MAX_REV = (1L << 53) - 1;

  /**
   * The later state of the draft is kept.
   *
   * @param room the room
   * @param root the root of the thread; empty outside of threads
   * @param rev the {@code rev} of the state that is kept
   * @param current the state that is kept, when it is not the saved one
   */
  public record Saved(RoomId room, OptionalLong root, long rev, Optional<MessageDraft> current)
      implements Reply {}

  /** Rejects null. */
  public SaveDraft {
    Objects.requireNonNull(draft, "draft");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(draft.text());
  }

  @Override
  public Optional<Outcome.Refused<Saved>> check(int maxTextLength) {
    String text = draft.text();
    if (draft.rev() < 1 || draft.rev() > MAX_REV) {
      return Optional.of(Outcome.invalid("rev", "A rev must be from 1 to " + MAX_REV + "."));
    }
    if (draft.root().orElse(1) < 1) {
      return Optional.of(Outcome.invalid("root", "The root of a thread must be a message."));
    }
    if (draft.replyTo().orElse(1) < 1) {
      return Optional.of(Outcome.invalid("reply_to", "A reply must refer to a message."));
    }
    if (text.codePointCount(0, text.length()) > maxTextLength) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.TOO_LONG,
              "text",
              "A draft must not be longer than " + maxTextLength + " characters."));
    }
    return TextRules.checkDraft(text).map(fault -> Outcome.invalid("text", fault));
  }
}
