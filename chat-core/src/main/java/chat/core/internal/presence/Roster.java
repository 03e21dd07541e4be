package chat.core.internal.presence;

import chat.core.bound.ByteBudget;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Timers.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Who is present in a room, and the connections that listen to it. Adding and removing cost the
 * same with ten listeners and ten thousand. Confined to the room's lane.
 */
public final class Roster {
  /** Somebody present: with at least one connection, or within the grace after the last. */
  private static final class Presence {
    private final List<Connection> listeners = new ArrayList<>(1);
    private ConnectedUser person;
    private Timer grace = () -> {};
    private Object leaving;
  }

  private final NavigableMap<UserId, Presence> present = new TreeMap<>();
  private final List<Connection> listeners = new ArrayList<>();
  private final Map<Connection, Integer> places = new HashMap<>();
  private final ByteBudget budget;

  /**
   * @param budget what the presences in all rooms share; each connection that listens takes some
   */
  public Roster(ByteBudget budget) {
    this.budget = budget;
  }

  public int size() {
    return present.size();
  }

  public boolean isEmpty() {
    return present.isEmpty();
  }

  /** All connections that listen. Do not change the roster while going through them. */
  public List<Connection> listeners() {
    return listeners;
  }

  public boolean has(UserId user) {
    return present.containsKey(user);
  }

  boolean listens(Connection connection) {
    return places.containsKey(connection);
  }

  /** Ends the presence of all; the connections that listened. */
  public List<Connection> clear() {
    List<Connection> listened = List.copyOf(listeners);
    present.values().forEach(each -> each.grace.cancel());
    present.clear();
    listeners.clear();
    places.clear();
    return listened;
  }

  /** Adds a connection; whether its person was not present before. */
  public boolean add(Connection connection) {
    Presence at = present.get(connection.person().id());
    boolean isNew = at == null;
    if (isNew) {
      at = new Presence();
      present.put(connection.person().id(), at);
    }
    at.grace.cancel();
    at.leaving = null;
    at.person = connection.person();
    if (places.putIfAbsent(connection, listeners.size()) == null) {
      listeners.add(connection);
      at.listeners.add(connection);
      budget.take(ProtocolLimits.PRESENCE_BYTES);
    }
    return isNew;
  }

  /** Takes a connection out; whether it was the last one of somebody who stays present for now. */
  public boolean drop(Connection connection) {
    if (!takeOut(connection)) {
      return false;
    }
    Presence at = present.get(connection.person().id());
    at.listeners.remove(connection);
    return at.listeners.isEmpty();
  }

  /**
   * Keeps the timer that will end a presence without connections.
   *
   * @param leaving tells this grace from an earlier one, whose timer may already have fired
   */
  public void grace(UserId user, Object leaving, Timer timer) {
    Presence at = present.get(user);
    at.leaving = leaving;
    at.grace = timer;
  }

  /** Ends the presence of somebody whose grace is over; whether that was so. */
  public boolean expire(UserId user, Object leaving) {
    Presence at = present.get(user);
    if (at == null || !at.listeners.isEmpty() || at.leaving != leaving) {
      return false;
    }
    present.remove(user);
    return true;
  }

  /** Ends a presence at once; the connections that listened. */
  public List<Connection> remove(UserId user) {
    Presence at = present.remove(user);
    if (at == null) {
      return List.of();
    }
    at.grace.cancel();
    at.listeners.forEach(this::takeOut);
    return at.listeners;
  }

  /**
   * Those present by ascending id.
   *
   * @param after where to go on, exclusive; null for the beginning
   */
  public List<User> users(UserId after, int limit) {
    NavigableMap<UserId, Presence> from = after == null ? present : present.tailMap(after, false);
    List<User> users = new ArrayList<>();
    for (Presence at : from.values()) {
      if (users.size() == limit) {
        break;
      }
      users.add(at.person.user());
    }
    return users;
  }

  private boolean takeOut(Connection connection) {
    Integer place = places.remove(connection);
    if (place == null) {
      return false;
    }
    budget.give(ProtocolLimits.PRESENCE_BYTES);
    Connection last = listeners.remove(listeners.size() - 1);
    if (last != connection) {
      listeners.set(place, last);
      places.put(last, place);
    }
    return true;
  }
}
