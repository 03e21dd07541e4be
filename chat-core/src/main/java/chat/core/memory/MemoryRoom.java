package chat.core.memory;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.state.MessageRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A room in memory: its record, members, invites and log. Guarded by the store's monitor. */
final class MemoryRoom {
  /** Other events are kept for clients to resume: up to this many times as many as messages. */
  private static final int CHANGES_PER_MESSAGE = 10;

  private static final int FIRST_RING = 64;

  private final String epoch;
  private final int history;
  private final Map<UserId, Membership> members = new HashMap<>();
  private final Map<String, RoomInvite> invites = new HashMap<>();
  private final MemoryMessages states = new MemoryMessages();
  private final MemoryMentions mentions = new MemoryMentions();
  private RoomRecord record;
  private RoomEvent[] ring = new RoomEvent[FIRST_RING]; // grows on demand
  private long[] places = new long[FIRST_RING]; // of the events in the ring
  private long head;
  private int size;
  private int messages; // of those in the ring

  /**
   * @param history maximum number of messages
   */
  MemoryRoom(RoomRecord record, String epoch, int history) {
    this.record = record;
    this.epoch = epoch;
    this.history = history;
  }

  RoomId id() {
    return record.id();
  }

  RoomRecord record() {
    return record;
  }

  /** Sets the record. */
  void change(RoomRecord changed) {
    record = changed;
  }

  LogHead head() {
    return new LogHead(epoch, head, floor(), messages);
  }

  private long floor() {
    return head - size;
  }

  /** What the events made of the messages, besides the messages themselves. */
  MemoryMessages states() {
    return states;
  }

  /** The messages that mention users. */
  MemoryMentions mentions() {
    return mentions;
  }

  /** The kept message with this {@code seq}. */
  Optional<MessagePosted> message(long seq) {
    return seq > floor() && seq <= head && ring[index(seq)] instanceof MessagePosted posted
        ? Optional.of(posted)
        : Optional.empty();
  }

  /** The decision on an event that is about a message; empty for other events. */
  Optional<MessageRules.Decision> decide(Draft draft) {
    OptionalLong about = MessageRules.about(draft.event());
    return about.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MessageRules.decide(draft, states.facts(draft.event(), message(about.getAsLong()))));
  }

  /**
   * Stores {@code draft} as the next event. A message raises the read marker of its author.
   *
   * @param place its place in search order
   */
  RoomEvent append(RoomEvent draft, long place) {
    if (size == ring.length) {
      grow();
    }
    head++;
    size++;
    RoomEvent event = draft.withSeq(head);
    ring[index(head)] = event;
    places[index(head)] = place;
    if (event instanceof MessagePosted posted) {
      messages++;
      mentions.add(place, posted);
      mark(posted.author().id(), head);
      posted.thread().ifPresent(root -> states.reply(root, head));
    }
    event.changedMessages().forEach(seq -> message(seq).ifPresent(each -> change(each, event)));
    while (messages > history || size - messages > CHANGES_PER_MESSAGE * history) {
      dropOldest();
    }
    return event;
  }

  private void change(MessagePosted before, RoomEvent event) {
    MessagePosted after = event.applyTo(before);
    ring[index(before.seq())] = after;
    if (event.target().isPresent()) {
      mentions.remove(place(before.seq()), before);
      mentions.add(place(before.seq()), after);
    }
    boolean isTarget = event.target().isPresent() && event.target().getAsLong() == before.seq();
    if (isTarget && states.apply(event, before)) {
      eraseEdits(before.seq());
    }
  }

  private void eraseEdits(long message) {
    for (long seq = Math.max(message, floor()) + 1; seq <= head; seq++) {
      if (ring[index(seq)] instanceof MessageEdited edited && edited.message() == message) {
        ring[index(seq)] = edited.erase();
      }
    }
  }

  private void dropOldest() {
    long seq = floor() + 1;
    RoomEvent dropped = ring[index(seq)];
    ring[index(seq)] = null;
    size--;
    if (dropped instanceof MessagePosted message) {
      messages--;
      message.thread().ifPresent(root -> states.forgetReply(root, seq));
      mentions.remove(place(seq), message);
      if (states.forget(seq)) {
        eraseEdits(seq);
      }
    }
  }

  private void grow() {
    RoomEvent[] events = new RoomEvent[2 * ring.length];
    long[] at = new long[events.length];
    for (long seq = floor() + 1; seq <= head; seq++) {
      events[(int) (seq % events.length)] = ring[index(seq)];
      at[(int) (seq % events.length)] = places[index(seq)];
    }
    ring = events;
    places = at;
  }

  /** The stored events from {@code first} to {@code last}, both inclusive. */
  List<RoomEvent> between(long first, long last) {
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = Math.max(first, floor() + 1); seq <= Math.min(last, head); seq++) {
      events.add(ring[index(seq)]);
    }
    return events;
  }

  /**
   * The last {@code limit} messages before {@code end}, with the events without a target between
   * and after them, ascending.
   */
  List<RoomEvent> page(long end, int limit) {
    List<RoomEvent> events = new ArrayList<>();
    int found = 0;
    for (long seq = Math.min(end - 1, head); seq > floor() && found < limit; seq--) {
      RoomEvent event = ring[index(seq)];
      if (event.target().isEmpty()) {
        events.add(event);
        found += event instanceof MessagePosted ? 1 : 0;
      }
    }
    Collections.reverse(events);
    return events;
  }

  /** The last {@code limit} messages before {@code end} that have files, the latest first. */
  List<MessagePosted> withFiles(long end, int limit) {
    List<MessagePosted> found = new ArrayList<>();
    for (long seq = Math.min(end - 1, head); seq > floor() && found.size() < limit; seq--) {
      message(seq).filter(message -> !message.files().isEmpty()).ifPresent(found::add);
    }
    return found;
  }

  /** The place in search order of a stored event. */
  long place(long seq) {
    return places[index(seq)];
  }

  int countUnread(UserId reader, long mark, int max) {
    int unread = 0;
    for (long seq = head; seq > Math.max(mark, floor()) && unread < max; seq--) {
      if (ring[index(seq)] instanceof MessagePosted posted
          && !posted.isDeleted()
          && !posted.author().id().equals(reader)) {
        unread++;
      }
    }
    return unread;
  }

  /** Adds those of {@code users} who are the author of a stored event to {@code authors}. */
  void addAuthors(Set<UserId> users, Set<UserId> authors) {
    for (long seq = floor() + 1; seq <= head; seq++) {
      UserId author = ring[index(seq)].author().id();
      if (users.contains(author)) {
        authors.add(author);
      }
    }
  }

  private int index(long seq) {
    return (int) (seq % ring.length);
  }

  Map<UserId, Membership> members() {
    return members;
  }

  /** The valid invites, by the hashes of their secrets. */
  Map<String, RoomInvite> invites() {
    return invites;
  }

  /** Raises the read marker of a member. */
  private void mark(UserId member, long seq) {
    members.computeIfPresent(member, (id, before) -> before.with(before.marker().raised(seq)));
  }
}
