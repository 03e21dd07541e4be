package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Invite;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A room in memory: its record, members with their marks, and log. Guarded by the store's monitor.
 */
final class MemoryRoom {
  private static final int FIRST_RING = 64;

  /** What no head ever is. */
  private static final long NEVER = -1;

  private final RoomRecord record;
  private final String epoch;
  private final int history;
  private final Map<UserId, Long> marks = new HashMap<>();
  private final Map<String, Invite> invites = new HashMap<>();
  private RoomEvent[] ring = new RoomEvent[FIRST_RING]; // grows up to the history
  private long[] places = new long[FIRST_RING]; // of the events in the ring
  private long growsAt = FIRST_RING; // the head that fills the ring; never when it is all of it
  private long head;
  private long messages;

  MemoryRoom(RoomRecord record, String epoch, int history) {
    this.record = record;
    this.epoch = epoch;
    this.history = history;
  }

  RoomRecord record() {
    return record;
  }

  LogHead head() {
    return new LogHead(epoch, head, floor(), messages);
  }

  private long floor() {
    return Math.max(0, head - history);
  }

  /**
   * Stores {@code draft} as the next event, which raises its author's mark.
   *
   * @param place where a search has it
   */
  RoomEvent append(RoomEvent draft, long place) {
    if (head == growsAt) {
      grow();
    }
    head++;
    RoomEvent event = draft.withSeq(head);
    ring[index(head)] = event;
    places[index(head)] = place;
    if (event instanceof MessagePosted said) {
      messages++;
      mark(said.user().id(), head);
    }
    return event;
  }

  /**
   * Nothing else changes when the history is full: a condition that holds for the first time then
   * would make the JVM compile all that leads here anew, in every busy server.
   */
  private void grow() {
    ring = Arrays.copyOf(ring, Math.min(2 * ring.length, history));
    places = Arrays.copyOf(places, ring.length);
    growsAt = ring.length < history ? ring.length : NEVER;
  }

  /** The kept events from {@code first} to {@code last}, both inclusive where they are kept. */
  List<RoomEvent> between(long first, long last) {
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = Math.max(first, floor() + 1); seq <= Math.min(last, head); seq++) {
      events.add(ring[index(seq)]);
    }
    return events;
  }

  /** Where a search has the event with this number, which is kept. */
  long place(long seq) {
    return places[index(seq)];
  }

  int countUnread(UserId reader, long mark, int max) {
    int unread = 0;
    for (long seq = head; seq > Math.max(mark, floor()) && unread < max; seq--) {
      if (ring[index(seq)] instanceof MessagePosted said && !said.user().id().equals(reader)) {
        unread++;
      }
    }
    return unread;
  }

  /** Adds those of {@code users} to {@code authors} of whom a message is kept. */
  void addAuthors(Set<UserId> users, Set<UserId> authors) {
    for (long seq = floor() + 1; seq <= head; seq++) {
      if (ring[index(seq)] instanceof MessagePosted said && users.contains(said.user().id())) {
        authors.add(said.user().id());
      }
    }
  }

  private int index(long seq) {
    return (int) ((seq - 1) % ring.length);
  }

  Map<UserId, Long> members() {
    return marks;
  }

  /** The invitations in force, by the hash of the secret of each. */
  Map<String, Invite> invites() {
    return invites;
  }

  void mark(UserId member, long seq) {
    marks.computeIfPresent(member, (id, before) -> Math.max(before, seq));
  }
}
