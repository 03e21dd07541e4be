package chat.core.internal.connection;

import chat.core.event.Batch;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.Origin;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.port.Subscriber;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A connection as rooms see it. Thread-safe.
 *
 * <p>A room notes itself in {@code rooms} before it looks at {@code closed}, and closing sets
 * {@code closed} before it reads {@code rooms}: so a join that meets a close is seen by one of
 * them.
 */
public final class Connection {
  private final ConnectedUser person;
  private final Subscriber subscriber;
  private final boolean isVisit;
  private final Set<Right> rights;
  private final Origin origin;
  private final Consumer<Throwable> failures;
  private final Set<RoomId> rooms = ConcurrentHashMap.newKeySet();
  private final AtomicInteger uses =
      new AtomicInteger(1); // being open, and each unanswered command
  private final UnansweredCommands unanswered =
      new UnansweredCommands(
          ProtocolLimits.MAX_UNANSWERED_PER_CONNECTION,
          ProtocolLimits.MAX_UNANSWERED_BYTES_PER_CONNECTION);
  private final AtomicBoolean released = new AtomicBoolean();
  private final Runnable unused;
  private volatile boolean closed;

  /**
   * An open connection.
   *
   * @param isVisit whether it makes its person neither online nor present
   * @param rights what it may do at all
   * @param origin where it comes from
   * @param unused called once, when it is closed and every command is answered
   */
  public Connection(
      ConnectedUser person,
      Subscriber subscriber,
      boolean isVisit,
      Set<Right> rights,
      Origin origin,
      Runnable unused,
      Consumer<Throwable> failures) {
    this.person = person;
    this.isVisit = isVisit;
    this.rights = Set.copyOf(rights);
    this.origin = origin;
    this.subscriber = subscriber;
    this.unused = unused;
    this.failures = failures;
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }

  public Origin origin() {
    return origin;
  }

  public boolean isVisit() {
    return isVisit;
  }

  /** Whose connection it is. */
  public ConnectedUser person() {
    return person;
  }

  public void deliver(Batch batch) {
    try {
      subscriber.deliver(batch);
    } catch (Throwable e) {
      failures.accept(e);
    }
  }

  public void flush() {
    try {
      subscriber.flush();
    } catch (Throwable e) {
      failures.accept(e);
    }
  }

  /**
   * Notes that the connection is in a room.
   *
   * @return false when it is closed, and is in no room any more
   */
  public boolean entered(RoomId room) {
    rooms.add(room);
    if (closed) {
      rooms.remove(room);
      return false;
    }
    return true;
  }

  public void left(RoomId room) {
    rooms.remove(room);
  }

  /** In how many rooms the connection is present. */
  public int presences() {
    return rooms.size();
  }

  public boolean isIn(RoomId room) {
    return rooms.contains(room);
  }

  /** Ends it, once; the rooms that it is in, by ascending id. */
  public Set<RoomId> close() {
    closed = true;
    Set<RoomId> open = new TreeSet<>(rooms);
    release();
    return open;
  }

  /** Counts a command that is to be answered; false when there are too many already. */
  public boolean ask(int footprint) {
    if (!unanswered.tryAdd(footprint)) {
      return false;
    }
    uses.incrementAndGet();
    return true;
  }

  public void answered(int footprint) {
    unanswered.remove(footprint);
    release();
  }

  private void release() {
    if (uses.decrementAndGet() == 0 && released.compareAndSet(false, true)) {
      unused.run();
    }
  }
}
