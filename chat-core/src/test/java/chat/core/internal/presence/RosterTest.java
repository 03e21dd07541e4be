package chat.core.internal.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.ConversationHeads;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ChatSettings;
import chat.core.memory.MemoryStore;
import chat.core.model.Origin;
import chat.core.model.Right;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RosterTest {
  private final MemoryStore store = new MemoryStore(new Random(1));
  private final ChatContext chat =
      new ChatContext(
          Runnable::run,
          Runnable::run,
          Clock.systemUTC(),
          (delay, task) -> () -> {},
          new Random(1),
          store.log(),
          store.directory(),
          store.search(Runnable::run),
          store.uploadStore(),
          Backplane.none(),
          new ChatSettings(10, 200, Duration.ZERO, Duration.ZERO, Duration.ZERO),
          failure -> {});
  private final Roster roster = new Roster(ByteBudget.unlimited());

  private ConnectedUser user(String name) {
    return new ConnectedUser(
        chat, Samples.guest(name), new ConversationHeads(chat, id -> true, id -> true));
  }

  private Connection connection(ConnectedUser user) {
    return new Connection(
        user, batch -> {}, false, Right.USUAL, Origin.NONE, () -> {}, failure -> {});
  }

  @Test
  void countsAUserOnce() {
    ConnectedUser ada = user("Ada");
    Connection first = connection(ada);
    Connection second = connection(ada);
    assertTrue(roster.add(first));
    assertFalse(roster.add(second));
    assertFalse(roster.add(second));
    assertEquals(1, roster.size());
    assertEquals(2, roster.connections().size());
    assertFalse(roster.drop(first));
    assertTrue(roster.drop(second));
    assertFalse(roster.drop(second));
    assertEquals(1, roster.size(), "present for the grace");
  }

  @Test
  void cancelsTheGraceOfAUserWhoReturns() {
    Connection first = connection(user("Ada"));
    roster.add(first);
    roster.drop(first);
    Object leaving = new Object();
    AtomicBoolean cancelled = new AtomicBoolean();
    roster.grace(first.user().id(), leaving, () -> cancelled.set(true));
    roster.add(connection(user("Ada")));
    assertTrue(cancelled.get());
    assertFalse(roster.expire(first.user().id(), leaving));
    assertEquals(1, roster.size());
  }

  @Test
  void endsNoLaterGraceByAnEarlierTimer() {
    Connection first = connection(user("Ada"));
    UserId ada = first.user().id();
    Object early = new Object();
    Object late = new Object();
    roster.add(first);
    roster.drop(first);
    roster.grace(ada, early, () -> {});
    roster.add(first);
    roster.drop(first);
    roster.grace(ada, late, () -> {});
    assertFalse(roster.expire(ada, early));
    assertTrue(roster.expire(ada, late));
    assertFalse(roster.expire(ada, late));
    assertTrue(roster.isEmpty());
  }

  @Test
  void agreesWithAModel() {
    Random random = new Random(3);
    Map<UserId, Set<Connection>> model = new TreeMap<>();
    Map<UserId, Object> graces = new HashMap<>();
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ConnectedUser user = user("user-" + i);
      for (int j = 0; j < 3; j++) {
        all.add(connection(user));
      }
    }
    for (int step = 0; step < 20_000; step++) {
      Connection connection = all.get(random.nextInt(all.size()));
      UserId id = connection.user().id();
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          assertEquals(!model.containsKey(id), roster.add(connection));
          model.computeIfAbsent(id, same -> new LinkedHashSet<>()).add(connection);
          graces.remove(id);
        }
        case 2 -> {
          boolean removed = model.containsKey(id) && model.get(id).remove(connection);
          boolean last = removed && model.get(id).isEmpty();
          assertEquals(last, roster.drop(connection));
          if (last) {
            graces.put(id, new Object());
            roster.grace(id, graces.get(id), () -> {});
          }
        }
        case 3 -> {
          Object leaving = graces.remove(id);
          assertEquals(leaving != null, roster.expire(id, leaving == null ? "none" : leaving));
          if (leaving != null) {
            model.remove(id);
          }
        }
        default -> {
          Set<Connection> gone = model.remove(id);
          graces.remove(id);
          assertEquals(gone == null ? Set.of() : gone, new HashSet<>(roster.remove(id)));
        }
      }
      check(random, model, connection);
    }
  }

  private void check(Random random, Map<UserId, Set<Connection>> model, Connection connection) {
    Set<Connection> listening = new HashSet<>();
    model.values().forEach(listening::addAll);
    assertEquals(model.size(), roster.size());
    assertEquals(model.isEmpty(), roster.isEmpty());
    assertEquals(listening.size(), roster.connections().size());
    assertEquals(listening, new HashSet<>(roster.connections()));
    assertEquals(listening.contains(connection), roster.contains(connection));
    assertEquals(model.containsKey(connection.user().id()), roster.has(connection.user().id()));
    int limit = 1 + random.nextInt(12);
    UserId after = random.nextBoolean() ? null : connection.user().id();
    assertEquals(
        model.keySet().stream()
            .filter(id -> after == null || id.compareTo(after) > 0)
            .limit(limit)
            .toList(),
        roster.users(after, limit).stream().map(User::id).toList());
  }
}
