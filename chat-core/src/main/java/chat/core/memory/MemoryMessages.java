package chat.core.memory;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.model.UserId;
import chat.core.port.MessageReader.Pin;
import chat.core.state.MessageRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the events of a room in memory made of its messages, besides the messages themselves: who
 * reacted, the pins, the first texts of edited messages, and the replies of threads. Bounded by the
 * events that the room keeps. Guarded by the store's monitor.
 */
final class MemoryMessages {
  private final Map<Long, Map<String, NavigableSet<UserId>>> reactions = new HashMap<>();
  private final NavigableMap<Long, Pin> pins = new TreeMap<>(); // by the seq of the pin's event
  private final Map<Long, String> firstTexts = new HashMap<>();

  private final Map<Long, NavigableSet<Long>> replies = new HashMap<>(); // by the root

  /** The kept replies of a thread, deleted ones included. */
  NavigableSet<Long> replies(long root) {
    return replies.getOrDefault(root, Collections.emptyNavigableSet());
  }

  /** Notes a reply. */
  void reply(long root, long seq) {
    replies.computeIfAbsent(root, thread -> new TreeSet<>()).add(seq);
  }

  /** Forgets a reply that was dropped. */
  void forgetReply(long root, long seq) {
    replies.computeIfPresent(
        root,
        (thread, seqs) -> {
          seqs.remove(seq);
          return seqs.isEmpty() ? null : seqs;
        });
  }

  /** What {@link MessageRules} needs to know of {@code message} to decide on an event. */
  MessageRules.Facts facts(RoomEvent event, Optional<MessagePosted> message) {
    boolean hasReacted =
        message.isPresent()
            && MessageRules.emoji(event)
                .filter(emoji -> reactors(message.get().seq(), emoji).contains(event.author().id()))
                .isPresent();
    return new MessageRules.Facts(message, hasReacted, pins.size());
  }

  /**
   * Notes an event.
   *
   * @param before the message that it changes, before it
   * @return whether the edits of that message are to be erased
   */
  boolean apply(RoomEvent event, MessagePosted before) {
    if (event instanceof ReactionAdded added) {
      reactions
          .computeIfAbsent(added.message(), message -> new HashMap<>())
          .computeIfAbsent(added.emoji(), emoji -> new TreeSet<>())
          .add(added.author().id());
    } else if (event instanceof ReactionRemoved removed) {
      removeReaction(removed);
    } else if (event instanceof MessagePinned pinned) {
      pins.put(event.seq(), new Pin(event.seq(), pinned.author(), pinned.at(), pinned.message()));
    } else if (event instanceof MessageUnpinned unpinned) {
      unpin(unpinned.message());
    } else if (event instanceof MessageEdited edited) {
      firstTexts.putIfAbsent(edited.message(), before.text());
    } else if (event instanceof MessageDeleted deleted) {
      return forget(deleted.message());
    }
    return false;
  }

  private void removeReaction(ReactionRemoved removed) {
    Map<String, NavigableSet<UserId>> ofMessage = reactions.get(removed.message());
    NavigableSet<UserId> users = ofMessage.get(removed.emoji());
    users.remove(removed.author().id());
    if (users.isEmpty()) {
      ofMessage.remove(removed.emoji());
    }
    if (ofMessage.isEmpty()) {
      reactions.remove(removed.message());
    }
  }

  private void unpin(long message) {
    pins.values().removeIf(pin -> pin.message() == message);
  }

  /** Forgets a message that was deleted or dropped; returns whether its edits are to be erased. */
  boolean forget(long message) {
    reactions.remove(message);
    unpin(message);
    return firstTexts.remove(message) != null;
  }

  /** The first text of a message that was edited. */
  Optional<String> firstText(long message) {
    return Optional.ofNullable(firstTexts.get(message));
  }

  /** The users who reacted to a message with an emoji. */
  NavigableSet<UserId> reactors(long message, String emoji) {
    return reactions.getOrDefault(message, Map.of()).getOrDefault(emoji, new TreeSet<>());
  }

  /** The emoji that a user reacted to a message with, in no particular order. */
  List<String> reactionsOf(UserId user, long message) {
    List<String> own = new ArrayList<>();
    reactions
        .getOrDefault(message, Map.of())
        .forEach(
            (emoji, users) -> {
              if (users.contains(user)) {
                own.add(emoji);
              }
            });
    return own;
  }

  /** The pins before the {@code seq} of a pin's event, the latest first. */
  List<Pin> pins(long before, int limit) {
    return pins.headMap(before, false).descendingMap().values().stream().limit(limit).toList();
  }
}
