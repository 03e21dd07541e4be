package chat.core.state;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessageEvent;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.file.FileId;
import chat.core.model.TextRules;
import chat.core.port.Appended;
import chat.core.port.Appended.Cause;
import chat.core.port.Draft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether an event about a message is stored, on the state that the events before it left.
 * Every {@link chat.core.port.MessageLog} asks it in the commit. Stateless.
 */
public final class MessageRules {
  /** Maximum number of different emoji on a message. */
  public static final int MAX_EMOJI = 20;

  /** Maximum number of pinned messages of a room. */
  public static final int MAX_PINS = 100;

  /** In rooms with at most so many members everyone may mention all; in others moderators. */
  public static final int MEMBERS_WHO_MENTION_ALL = 20;

  private static final Map<Class<?>, Rule<?>> RULES =
      Map.of(
          MessagePosted.class, Rule.of(MessagePosted.class, MessageRules::reply),
          MessageEdited.class, Rule.of(MessageEdited.class, MessageRules::edit),
          MessageDeleted.class, Rule.of(MessageDeleted.class, MessageRules::delete),
          ReactionAdded.class, Rule.of(ReactionAdded.class, MessageRules::react),
          ReactionRemoved.class, Rule.of(ReactionRemoved.class, MessageRules::unreact),
          MessagePinned.class, Rule.of(MessagePinned.class, MessageRules::pin),
          MessageUnpinned.class, Rule.of(MessageUnpinned.class, MessageRules::unpin));

  /**
   * What a decision needs to know. Immutable.
   *
   * @param message the message that the event is about; empty when there is none
   * @param hasReacted whether its author has reacted with the emoji of the event
   * @param pins the number of pinned messages of the room; 0 unless the event pins one
   */
  public record Facts(Optional<MessagePosted> message, boolean hasReacted, int pins) {}

  /**
   * A decision. Immutable.
   *
   * @param answer why the event is not stored; empty when it is
   * @param event the event as it is to be stored, still without a {@code seq}
   */
  public record Decision(Optional<Appended.Result> answer, RoomEvent event) {
    private static Decision store(RoomEvent event) {
      return new Decision(Optional.empty(), event);
    }

    private Decision unchangedIf(boolean isSo) {
      return answer.isEmpty() && isSo
          ? new Decision(Optional.of(new Appended.Unchanged()), event)
          : this;
    }

    private Decision rejectIf(boolean isSo, Cause cause) {
      return answer.isEmpty() && isSo
          ? new Decision(Optional.of(new Appended.Rejected(cause)), event)
          : this;
    }
  }

  @FunctionalInterface
  private interface Decider<E> {
    Decision decide(Draft draft, E event, MessagePosted message, Facts facts);
  }

  private record Rule<E extends RoomEvent>(Class<E> type, Decider<E> decider) {
    static <E extends RoomEvent> Rule<E> of(Class<E> type, Decider<E> decider) {
      return new Rule<>(type, decider);
    }

    Decision decide(Draft draft, MessagePosted message, Facts facts) {
      return decider.decide(draft, type.cast(draft.event()), message, facts);
    }
  }

  private MessageRules() {}

  /** Whether it depends on the number of members of the room what a draft mentions. */
  public static boolean dependsOnMembers(Draft draft) {
    RoomEvent event = draft.event();
    boolean mentionsAll =
        event instanceof MessagePosted posted
            ? !posted.mentionAll().isEmpty()
            : event instanceof MessageEdited edited && !edited.mentionAll().isEmpty();
    return mentionsAll && !draft.condition().isModerator();
  }

  /**
   * A draft without mentions of all, which are plain text, when the room has too many members.
   *
   * @param draft {@link #dependsOnMembers}
   * @param members the number of members of the room
   */
  public static Draft inRoomOf(int members, Draft draft) {
    if (members <= MEMBERS_WHO_MENTION_ALL) {
      return draft;
    }
    RoomEvent event =
        draft.event() instanceof MessagePosted posted
            ? posted.mentioning(List.of())
            : ((MessageEdited) draft.event()).mentioning(List.of());
    return new Draft(draft.key(), event, draft.condition());
  }

  /** The {@code seq} of the message that an event is about, on which its decision depends. */
  public static OptionalLong about(RoomEvent event) {
    if (event instanceof MessagePosted posted) {
      return posted.replyTo();
    }
    return event instanceof MessageEvent ? event.target() : OptionalLong.empty();
  }

  /** The emoji of an event that adds or removes a reaction; empty for others. */
  public static Optional<String> emoji(RoomEvent event) {
    if (event instanceof ReactionAdded added) {
      return Optional.of(added.emoji());
    }
    return event instanceof ReactionRemoved removed
        ? Optional.of(removed.emoji())
        : Optional.empty();
  }

  /**
   * Decides on a draft that is {@link #about} a message.
   *
   * @param facts the state after all events before it
   */
  public static Decision decide(Draft draft, Facts facts) {
    Rule<?> rule = RULES.get(draft.event().getClass());
    return facts.message().isPresent()
        ? rule.decide(draft, facts.message().get(), facts)
        : Decision.store(draft.event()).rejectIf(true, Cause.NO_MESSAGE);
  }

  private static Decision reply(
      Draft draft, MessagePosted event, MessagePosted message, Facts facts) {
    return Decision.store(event.inThread(message.thread().orElse(message.seq())))
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE);
  }

  private static Decision edit(
      Draft draft, MessageEdited event, MessagePosted message, Facts facts) {
    if (event.isDescription()) {
      return describe(draft, event, message);
    }
    long lastEdit = message.state().edited().map(MessageState.Edit::seq).orElse(0L);
    return editable(draft, event, message)
        .rejectIf(TextRules.isBlank(event.text()) && message.files().isEmpty(), Cause.NO_CONTENT)
        .unchangedIf(message.text().equals(event.text()))
        .rejectIf(
            lastEdit > draft.condition().baseRev().orElse(Long.MAX_VALUE), Cause.EDITED_SINCE);
  }

  private static Decision describe(Draft draft, MessageEdited event, MessagePosted message) {
    FileId file = event.files().get(0).id();
    boolean hasFile = message.files().stream().anyMatch(each -> each.id().equals(file));
    MessageEdited described = event.of(message);
    return editable(draft, described, message)
        .rejectIf(!hasFile, Cause.NO_FILE)
        .unchangedIf(described.files().equals(message.files()));
  }

  /** Stores an edit, unless its author may not edit the message, or no longer. */
  private static Decision editable(Draft draft, MessageEdited event, MessagePosted message) {
    return Decision.store(event)
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
        .rejectIf(!isBy(message, event), Cause.NOT_AUTHOR)
        .rejectIf(message.at().isBefore(draft.condition().postedSince()), Cause.TOO_OLD);
  }

  private static Decision delete(
      Draft draft, MessageDeleted event, MessagePosted message, Facts facts) {
    return Decision.store(event.of(message))
        .rejectIf(!isBy(message, event), Cause.NOT_AUTHOR)
        .unchangedIf(message.isDeleted());
  }

  private static Decision react(
      Draft draft, ReactionAdded event, MessagePosted message, Facts facts) {
    boolean isNew = message.state().indexOf(event.emoji()) < 0;
    return Decision.store(event)
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
        .unchangedIf(facts.hasReacted())
        .rejectIf(isNew && message.state().reactions().size() >= MAX_EMOJI, Cause.TOO_MANY_EMOJI);
  }

  private static Decision unreact(
      Draft draft, ReactionRemoved event, MessagePosted message, Facts facts) {
    return Decision.store(event)
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
        .unchangedIf(!facts.hasReacted());
  }

  private static Decision pin(
      Draft draft, MessagePinned event, MessagePosted message, Facts facts) {
    return Decision.store(event)
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
        .unchangedIf(message.state().pinned())
        .rejectIf(facts.pins() >= MAX_PINS, Cause.TOO_MANY_PINS);
  }

  private static Decision unpin(
      Draft draft, MessageUnpinned event, MessagePosted message, Facts facts) {
    return Decision.store(event)
        .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
        .unchangedIf(!message.state().pinned());
  }

  private static boolean isBy(MessagePosted message, RoomEvent event) {
    return message.author().id().equals(event.author().id());
  }
}
