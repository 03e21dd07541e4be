package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;

/**
 * What one node publishes to the others: stored events, signals, and revocations. Immutable.
 *
 * <p>A notice is news, not truth: it may be lost, late, repeated or out of order. Events are
 * applied by their {@code seq}; for everything else but typing the receiver reads what the store
 * has. So notices of the same thing are idempotent, and {@link Backplane.Receiver#lost} makes up
 * for those that were lost.
 *
 * <p>A notice of a kind that a carrier does not know, from a later version, is ignored.
 */
public sealed interface Notice {
  /** The most bytes of the events of one notice, by {@link RoomEvent#weight}. */
  int MAX_EVENT_BYTES = 64 * 1024;

  /** The bytes of a notice without its events, estimated from above. */
  int BASE_BYTES = 512;

  /** The most bytes of any notice on a wire, estimated from above for JSON in UTF-8. */
  int MAX_BYTES = BASE_BYTES + MAX_EVENT_BYTES;

  /** Calls the method of {@code visitor} for this kind of notice. */
  <T> T accept(Visitor<T> visitor);

  /** How many bytes it takes on a wire, estimated from above; at most {@link #MAX_BYTES}. */
  default int weight() {
    return BASE_BYTES;
  }

  /**
   * Something for each kind of notice.
   *
   * @param <T> what comes of it
   */
  interface Visitor<T> {
    /** Events were stored. */
    T stored(StoredEvents notice);

    /** A user types, or no longer. */
    T typing(TypingChanged notice);

    /** A read marker was raised. */
    T marked(ReadMarked notice);

    /** A membership began or ended. */
    T membership(MembershipChanged notice);

    /** A user has another name or kind. */
    T user(UserChanged notice);

    /** A user will not come back. */
    T retired(UserRetired notice);

    /** Lists show a room otherwise than before. */
    T listed(RoomListed notice);

    /** A room is no more. */
    T ended(RoomEnded notice);

    /** Notices may be missing. */
    T reset(Reset notice);
  }

  /**
   * Events of one commit. On the topic of their room; those of a conversation on the topics of both
   * users.
   *
   * @param head the reach of the log after the commit
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
        throw new IllegalArgumentException("not the events of " + room + " from " + first);
      }
    }

    /** Events of one commit, ascending, at least one; left out when they are too many bytes. */
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
   * A user types in a room, or no longer. On the topic of the room, in a conversation on that of
   * the other user. When it is lost, typing ends by itself.
   *
   * @param user who, under the name of now
   */
  record TypingChanged(RoomId room, User user, boolean typing) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.typing(this);
    }
  }

  /**
   * A user's read marker was raised. On the user's topic.
   *
   * @param seq up to where
   */
  record ReadMarked(RoomId room, UserId user, long seq) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.marked(this);
    }
  }

  /** A user's membership of a room began or ended: the store says which. On the user's topic. */
  record MembershipChanged(RoomId room, UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.membership(this);
    }
  }

  /** A user has another name or kind: the store says which. On {@link Topic#all}. */
  record UserChanged(UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.user(this);
    }
  }

  /** A user was retired, and may do nothing any more. On {@link Topic#all}. */
  record UserRetired(UserId user) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.retired(this);
    }
  }

  /** A room is new, or has another name, topic or floor. On {@link Topic#all}. */
  record RoomListed(RoomId room) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.listed(this);
    }
  }

  /**
   * A room was removed. On {@link Topic#all}.
   *
   * @param isPublic whether all users saw it
   */
  record RoomEnded(RoomId room, boolean isPublic) implements Notice {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.ended(this);
    }
  }

  /**
   * The publishing node's carrier may have lost what the node published. On {@link Topic#all}; a
   * carrier publishes it by itself, and a receiver takes it as {@link Backplane.Receiver#lost}.
   */
  enum Reset implements Notice {
    /** The only one. */
    RESET;

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.reset(this);
    }
  }
}
