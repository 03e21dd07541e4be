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
 * A connection as rooms see it: its user, its rights and the rooms in which it is present.
 * Thread-safe.
 *
 * <p>A join adds the room to {@code rooms} before it reads {@code closed}, and {@link #close} sets
 * {@code closed} before it reads {@code rooms}; so at least one of two concurrent calls sees the
 * other.
 */
public final class Connection {
  private final ConnectedUser user;
  private final Subscriber subscriber;
  private final boolean isVisit;
  private final Set<Right> rights;
  private final Origin origin;
  private final Consumer<Throwable> failures;
  private final Set<RoomId> rooms = ConcurrentHashMap.newKeySet();
  private final AtomicInteger uses =
      new AtomicInteger(1); // one for being open, one for each unanswered command
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
   * @param isVisit whether the connection makes its user neither online nor present in rooms
   * @param rights the rights of the connection; a command that needs another one is rejected
   * @param origin the network that its public rooms are counted for
   * @param unused called once, when the connection is closed and all its commands are answered
   */
  public Connection(
      ConnectedUser user,
      Subscriber subscriber,
      boolean isVisit,
      Set<Right> rights,
      Origin origin,
      Runnable unused,
      Consumer<Throwable> failures) {
    this.user = user;
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

  /** The user of the connection. */
  public ConnectedUser user() {
    return user;
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
   * Adds a room in which the connection is present.
   *
   * @return false when the connection is closed; then the room is not added
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

  /** The number of rooms in which the connection is present. */
  public int presences() {
    return rooms.size();
  }

  public boolean isIn(RoomId room) {
    return rooms.contains(room);
  }

  /**
   * Closes the connection; called once. Returns the rooms in which it is present, by ascending id.
   */
  public Set<RoomId> close() {
    closed = true;
    Set<RoomId> open = new TreeSet<>(rooms);
    release();
    return open;
  }

  /** Counts an unanswered command; returns false when the connection has too many already. */
  public boolean tryBegin(int footprint) {
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
