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
 * The users present in a room, and their connections, which receive its events. Adding and removing
 * a connection take constant time, whatever their number. Confined to the lane of the room.
 */
public final class Roster {
  /**
   * The presence of a user: with at least one connection, or within the grace period after the
   * last.
   */
  private static final class Presence {
    private final List<Connection> connections = new ArrayList<>(1);
    private ConnectedUser user;
    private Timer grace = () -> {};
    private Object leaving;
  }

  private final NavigableMap<UserId, Presence> present = new TreeMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Map<Connection, Integer> places = new HashMap<>();
  private final ByteBudget budget;

  /**
   * @param budget the memory that the presences in all rooms share; each connection takes a fixed
   *     part
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

  /** All connections. The roster must not be changed while the list is iterated. */
  public List<Connection> connections() {
    return connections;
  }

  public boolean has(UserId user) {
    return present.containsKey(user);
  }

  boolean contains(Connection connection) {
    return places.containsKey(connection);
  }

  /** Ends the presence of all users; returns their connections. */
  public List<Connection> clear() {
    List<Connection> removed = List.copyOf(connections);
    present.values().forEach(each -> each.grace.cancel());
    present.clear();
    connections.clear();
    places.clear();
    return removed;
  }

  /** Adds a connection; returns whether its user was not present before. */
  public boolean add(Connection connection) {
    Presence at = present.get(connection.user().id());
    boolean isNew = at == null;
    if (isNew) {
      at = new Presence();
      present.put(connection.user().id(), at);
    }
    at.grace.cancel();
    at.leaving = null;
    at.user = connection.user();
    if (places.putIfAbsent(connection, connections.size()) == null) {
      connections.add(connection);
      at.connections.add(connection);
      budget.take(ProtocolLimits.PRESENCE_BYTES);
    }
    return isNew;
  }

  /** Removes a connection; returns whether it was the last one of its user, who stays present. */
  public boolean drop(Connection connection) {
    if (!takeOut(connection)) {
      return false;
    }
    Presence at = present.get(connection.user().id());
    at.connections.remove(connection);
    return at.connections.isEmpty();
  }

  /**
   * Sets the timer that will end a presence without connections.
   *
   * @param leaving distinguishes this grace period from an earlier one, whose timer may already
   *     have fired
   */
  public void grace(UserId user, Object leaving, Timer timer) {
    Presence at = present.get(user);
    at.leaving = leaving;
    at.grace = timer;
  }

  /** Ends the presence of a user whose grace period is over; returns whether it has ended. */
  public boolean expire(UserId user, Object leaving) {
    Presence at = present.get(user);
    if (at == null || !at.connections.isEmpty() || at.leaving != leaving) {
      return false;
    }
    present.remove(user);
    return true;
  }

  /** Ends the presence of a user at once; returns the connections of the user. */
  public List<Connection> remove(UserId user) {
    Presence at = present.remove(user);
    if (at == null) {
      return List.of();
    }
    at.grace.cancel();
    at.connections.forEach(this::takeOut);
    return at.connections;
  }

  /**
   * The users present, by ascending id.
   *
   * @param after the last user of the previous page; null for the first page
   */
  public List<User> users(UserId after, int limit) {
    NavigableMap<UserId, Presence> from = after == null ? present : present.tailMap(after, false);
    List<User> users = new ArrayList<>();
    for (Presence at : from.values()) {
      if (users.size() == limit) {
        break;
      }
      users.add(at.user.profile());
    }
    return users;
  }

  private boolean takeOut(Connection connection) {
    Integer place = places.remove(connection);
    if (place == null) {
      return false;
    }
    budget.give(ProtocolLimits.PRESENCE_BYTES);
    Connection last = connections.remove(connections.size() - 1);
    if (last != connection) {
      connections.set(place, last);
      places.put(last, place);
    }
    return true;
  }
}
