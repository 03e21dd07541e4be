package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What later events made of a message, besides its text and mentions. Immutable.
 *
 * @param rev the {@code seq} of the last event that changed the message; 0 when there was none
 * @param edited the last edit of the text
 * @param deleted the deletion; then there are no reactions, no edit and no pin
 * @param pinned whether the message is pinned
 * @param reactions the reactions, in the order in which their counts last rose from 0
 * @param replies the replies of the thread whose root the message is
 */
public record MessageState(
    long rev,
    Optional<Edit> edited,
    Optional<Deletion> deleted,
    boolean pinned,
    List<Reaction> reactions,
    Optional<Replies> replies) {
  /** The state of a message that no event changed. */
  public static final MessageState INITIAL =
      new MessageState(0, Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());

  private static final int WEIGHT = 160;
  private static final int WEIGHT_OF_REACTION = 64;
  private static final int WEIGHT_OF_USER = 96;
  private static final int FOOTPRINT = 256;
  private static final int FOOTPRINT_OF_REACTION = 192;
  private static final int FOOTPRINT_OF_USER = 32; // the users themselves are shared

  /**
   * The last edit of the text of a message.
   *
   * @param seq the {@code seq} of the edit
   * @param at when the message was edited
   */
  public record Edit(long seq, Instant at) {
    /** Rejects null. */
    public Edit {
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * The deletion of a message.
   *
   * @param by the user who deleted it
   * @param at when it was deleted
   * @param reason the reason given; empty for none
   */
  public record Deletion(User by, Instant at, String reason) {
    /** Rejects null. */
    public Deletion {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The reactions to a message with one emoji.
   *
   * @param emoji the emoji
   * @param count the number of users, at least 1
   * @param users the first of them, at most {@link #SHOWN}, with their names when they reacted
   */
  public record Reaction(String emoji, int count, List<User> users) {
    /** Maximum number of users that a state names for each emoji. */
    public static final int SHOWN = 10;

    /** Copies the list. */
    public Reaction {
      Objects.requireNonNull(emoji, "emoji");
      users = List.copyOf(users);
    }

    /** Whether {@code users} may leave out a user who reacted. */
    public boolean isCut() {
      return count > users.size();
    }
  }

  /**
   * The replies of a thread.
   *
   * @param count the number of replies that are not deleted
   * @param last the {@code seq} of the last reply
   */
  public record Replies(int count, long last) {}

  /** Copies the list. */
  public MessageState {
    Objects.requireNonNull(edited, "edited");
    Objects.requireNonNull(deleted, "deleted");
    Objects.requireNonNull(replies, "replies");
    reactions = List.copyOf(reactions);
  }

  /** Whether no event has changed the message, as is usual. */
  public boolean isInitial() {
    return rev == 0;
  }

  /** Whether the message is a tombstone. */
  public boolean isDeleted() {
    return deleted.isPresent();
  }

  /** Whether its reactions may leave out users who reacted. */
  public boolean isCut() {
    for (Reaction each : reactions) {
      if (each.isCut()) {
        return true;
      }
    }
    return false;
  }

  MessageState edited(long seq, Instant at) {
    return new MessageState(
        seq, Optional.of(new Edit(seq, at)), deleted, pinned, reactions, replies);
  }

  /** A file was described: that is no edit of the text. */
  MessageState described(long seq) {
    return new MessageState(seq, edited, deleted, pinned, reactions, replies);
  }

  MessageState deleted(long seq, Deletion deletion) {
    return new MessageState(
        seq, Optional.empty(), Optional.of(deletion), false, List.of(), replies);
  }

  MessageState pinned(long seq, boolean isPinned) {
    return new MessageState(seq, edited, deleted, isPinned, reactions, replies);
  }

  MessageState replied(long seq) {
    int count = replies.map(Replies::count).orElse(0);
    return replies(seq, new Replies(count + 1, seq));
  }

  MessageState replyDeleted(long seq) {
    Replies before = replies.orElse(new Replies(1, seq));
    return replies(seq, new Replies(Math.max(0, before.count() - 1), before.last()));
  }

  private MessageState replies(long seq, Replies now) {
    return new MessageState(seq, edited, deleted, pinned, reactions, Optional.of(now));
  }

  MessageState reacted(long seq, String emoji, User user) {
    List<Reaction> now = new ArrayList<>(reactions);
    int at = indexOf(emoji);
    if (at < 0) {
      now.add(new Reaction(emoji, 1, List.of(user)));
    } else {
      Reaction before = now.get(at);
      List<User> users = new ArrayList<>(before.users());
      if (users.size() < Reaction.SHOWN) {
        users.add(user);
      }
      now.set(at, new Reaction(emoji, before.count() + 1, users));
    }
    return reactions(seq, now);
  }

  MessageState unreacted(long seq, String emoji, UserId user) {
    List<Reaction> now = new ArrayList<>(reactions);
    int at = indexOf(emoji);
    if (at >= 0) {
      Reaction before = now.get(at);
      List<User> users = new ArrayList<>(before.users());
      users.removeIf(each -> each.id().equals(user));
      if (before.count() == 1) {
        now.remove(at);
      } else {
        now.set(at, new Reaction(emoji, before.count() - 1, users));
      }
    }
    return reactions(seq, now);
  }

  private MessageState reactions(long seq, List<Reaction> now) {
    return new MessageState(seq, edited, deleted, pinned, now, replies);
  }

  /** The index of {@code emoji} in the reactions, or -1. */
  public int indexOf(String emoji) {
    for (int i = 0; i < reactions.size(); i++) {
      if (reactions.get(i).emoji().equals(emoji)) {
        return i;
      }
    }
    return -1;
  }

  /** Upper estimate of its bytes as JSON in UTF-8, with the users that it names. */
  int weight() {
    if (isInitial()) {
      return 0;
    }
    int weight = WEIGHT;
    for (Reaction each : reactions) {
      weight += WEIGHT_OF_REACTION;
      for (User user : each.users()) {
        weight += WEIGHT_OF_USER + JsonSize.of(user.name());
      }
    }
    return weight
        + deleted
            .map(
                each -> WEIGHT_OF_USER + JsonSize.of(each.by().name()) + JsonSize.of(each.reason()))
            .orElse(0);
  }

  /** Upper estimate of its bytes of heap. */
  int footprint() {
    if (isInitial()) {
      return 0;
    }
    int bytes = FOOTPRINT;
    for (Reaction each : reactions) {
      bytes += FOOTPRINT_OF_REACTION + each.users().size() * FOOTPRINT_OF_USER;
    }
    return bytes + deleted.map(each -> Footprint.of(each.reason())).orElse(0);
  }
}
