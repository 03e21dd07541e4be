package chat.server.torture.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What clients did and saw, in one order: what is sent is added before it leaves, what is seen
 * after it came. So a reply that stands before a command was received when that was sent, by
 * whichever client. A read has the length of the history when it was sent: {@code begun}.
 * Thread-safe.
 */
public final class History {
  private final List<Entry> entries = new ArrayList<>();

  public synchronized void add(Entry entry) {
    entries.add(entry);
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How many entries there are. */
  public synchronized int size() {
    return entries.size();
  }

  /** One thing that a client did or saw. */
  public sealed interface Entry {
    Link link();
  }

  /** Events that the server sent. */
  sealed interface Sight extends Entry {}

  /** About to be sent. */
  public record Sent(Link link, Command command, boolean retry) implements Entry {}

  /**
   * Acknowledged.
   *
   * @param room where the event is kept
   * @param seq 0 when it changed nothing
   */
  public record Acked(
      Link link, String room, long seq, String clientId, String at, boolean duplicate)
      implements Entry {
    /** Whether there is no event, because it changed nothing. */
    public boolean isUnchanged() {
      return seq == 0;
    }
  }

  /**
   * Rejected.
   *
   * @param forGood whether it is not sent again
   */
  public record Refused(Link link, String clientId, String code, boolean forGood)
      implements Entry {}

  /**
   * Joined a room.
   *
   * @param after the cursor's seq; {@link #NOTHING} without a cursor
   * @param look the room's name and topic
   */
  public record Joined(Link link, int begun, long after, boolean resumed, String look, Page page)
      implements Sight {
    /** Without a cursor. */
    public static final long NOTHING = -1;
  }

  /** Read on after {@code after}. */
  public record Paged(Link link, int begun, long after, Page page) implements Sight {}

  /** Received an event while connected. */
  public record Live(Link link, Seen seen) implements Sight {}

  /**
   * Read single messages, pins, a thread or a page of the past.
   *
   * @param head the room's head, or 0 when the reply had none
   */
  public record Peeked(Link link, int begun, String room, long head, List<Seen> messages)
      implements Sight {
    /** Copies the list. */
    public Peeked {
      messages = List.copyOf(messages);
    }
  }

  /** Read all texts of a message. */
  public record Versions(Link link, int begun, String room, long seq, List<Version> versions)
      implements Entry {
    /** Copies the list. */
    public Versions {
      versions = List.copyOf(versions);
    }
  }

  /** A text of a message, by the event that set it. */
  public record Version(long rev, String at, String text) {}

  /** Has everything of a room, as far as the client can tell. */
  public record Settled(Link link, String room) implements Entry {}

  /**
   * About to set something of one's own.
   *
   * @param number of the command, of which there is no other
   */
  public record OwnSent(Link link, long number, Own value, boolean setsBack) implements Entry {}

  /** The reply to the command {@code number}. */
  public record OwnAcked(Link link, long number) implements Entry {}

  /**
   * Was told a value of one's own in a reply.
   *
   * @param last whether all commands of all clients were answered before
   * @param unread the number of unread messages, or -1
   */
  public record OwnRead(Link link, int begun, Own value, boolean last, long unread)
      implements Entry {}

  /** Was told what another connection of the user changed. */
  public record OwnTold(Link link, Own value) implements Entry {}
}
