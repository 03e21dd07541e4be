package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;

/**
 * What one node publishes to the others: stored events, signals, and revocations. Immutable.
 *
 * <p>A notice is a hint, not authoritative: it may be lost, late, duplicated or out of order.
 * Events are applied by their {@code seq}; for everything else but typing, the receiver reads the
 * store. So notices are idempotent, and {@link Backplane.Receiver#lost} compensates for lost ones.
 *
 * <p>A carrier ignores notices of a kind that it does not know, which come from a later version.
 */
public sealed interface Notice {
  /** Maximum bytes of the events of one notice, by {@link RoomEvent#weight}. */
  int MAX_EVENT_BYTES = 64 * 1024;

  /** Upper estimate of the bytes of a notice without its events. */
  int BASE_BYTES = 512;

  /** Upper estimate of the bytes of any notice as JSON in UTF-8. */
  int MAX_BYTES = BASE_BYTES + MAX_EVENT_BYTES;

  /** Calls the method of {@code visitor} for this kind of notice. */
  <T> T accept(Visitor<T> visitor);

  /** Upper estimate of its bytes as JSON in UTF-8; at most {@link #MAX_BYTES}. */
  default int weight() {
    return BASE_BYTES;
  }

  /**
   * A visitor with a method for each kind of notice.
   *
   * @param <T> the result
   */
  interface Visitor<T> {
    /** Events were stored. */
    T stored(StoredEvents notice);

    /** A user is typing, or has stopped. */
    T typing(TypingChanged notice);

    /** A read marker was moved. */
    T marked(ReadMarked notice);

    /** A membership began, changed or ended. */
    T membership(MembershipChanged notice);

    /** A user has another name or kind. */
    T user(UserChanged notice);

    /** A user was retired. */
    T retired(UserRetired notice);

    /** A room is new or has changed in lists. */
    T listed(RoomListed notice);

    /** A room was removed. */
    T ended(RoomEnded notice);

    /** Notices may be missing. */
    T reset(Reset notice);
  }

  /**
   * Events of one commit. Published on the topic of their room; those of a conversation on the
   * topics of both users.
   *
   * @param head the head of the log after the commit
   * @param first the {@code seq} of the first event of the commit; the last one is the head
   * @param events all of them, ascending; empty when they do not fit, so that the receiver reads
   *     them from the log
   */
  record StoredEvents(RoomId room, LogHead head, long first, List<RoomEvent> events)
      implements Notice {
    /**
     * @throws IllegalArgumentException unless the events are those from first to head, or none, and
     *     weigh at most {@link #MAX_EVENT_BYTES}
     */
    public StoredEvents {
      Objects.requireNonNull(room, "room");
      events = List.copyOf(events);
      boolean whole = events.isEmpty() || events.size() == head.seq() - first + 1;
      for (int i = 0; whole && i < events.size(); i++) {
        whole = events.get(i).seq() == first + i && events.get(i).room().equals(room);
      }
      if (first < 1 || first > head.seq() || !whole || weigh(events) > MAX_EVENT_BYTES) {
        throw new IllegalArgumentException(
            "events do not match room " + room + " from seq " + first);
      }
    }

    /**
     * A notice of the events of one commit, ascending, at least one; without them when they take
     * too many bytes.
     */
    public static StoredEvents of(RoomId room, LogHead head, List<RoomEvent> events) {
      boolean fit = weigh(events) <= MAX_EVENT_BYTES;
      return new StoredEvents(room, head, events.get(0).seq(), fit ? events : List.of());
    }

    private static long weigh(List<RoomEvent> events) {
      long weight = 0;
      for (RoomEvent event : events) {
        weight += event.weight();
      }
      return weight;
    }

    @Override
    public int weight() {
      return BASE_BYTES + (int) weigh(events);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.stored(this);
    }
  }

  /**
   * A user is typing in a room, or has stopped. Published on the topic of the room; in a
   * conversation on that of the other user. If it is lost, typing ends automatically.
   *
   * @param user the user with the current name
   */
  record TypingChanged(RoomId room, User user, boolean typing) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.typing(this);
    }
  }

  /**
   * The read marker of a user was moved. Published on the user's topic.
   *
   * @param marker the new read marker; ignored by a receiver that has a later one
   */
  record ReadMarked(RoomId room, UserId user, ReadMarker marker) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.marked(this);
    }
  }

  /**
   * A membership began or ended, or its notifications were set; the store has which. Published on
   * the user's topic.
   */
  record MembershipChanged(RoomId room, UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.membership(this);
    }
  }

  /** A user has another name or kind, which the store has. Published on {@link Topic#all}. */
  record UserChanged(UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.user(this);
    }
  }

  /** A user was retired, and all further commands are rejected. Published on {@link Topic#all}. */
  record UserRetired(UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.retired(this);
    }
  }

  /** A room is new, or has another name, topic or floor. Published on {@link Topic#all}. */
  record RoomListed(RoomId room) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.listed(this);
    }
  }

  /**
   * A room was removed. Published on {@link Topic#all}.
   *
   * @param isPublic whether it was a public room
   */
  record RoomEnded(RoomId room, boolean isPublic) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.ended(this);
    }
  }

  /**
   * Notices of the publishing node may have been lost. Published on {@link Topic#all} by the
   * carrier itself; a receiver treats it as {@link Backplane.Receiver#lost}.
   */
  enum Reset implements Notice {
    /** The only instance. */
    RESET;

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.reset(this);
    }
  }
}
