package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.said;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Backplane} must do, by the numbers of its MUSTs, on a good day: a backplane may
 * lose what it carries, but an implementation that loses it in this test is of no use.
 */
public abstract class BackplaneContract {
  private static final RoomId ROOM = RoomId.of("room");

  private final List<Backplane> nodes = new ArrayList<>();
  private final List<BlockingQueue<List<RoomEvent>>> received = new ArrayList<>();

  /** The ends of so many nodes of one chat; called once before each test. */
  protected abstract List<Backplane> nodes(int count);

  @BeforeEach
  final void startNodes() {
    nodes.addAll(nodes(3));
    for (Backplane node : nodes) {
      BlockingQueue<List<RoomEvent>> mine = new LinkedBlockingQueue<>();
      received.add(mine);
      node.start(mine::add);
    }
  }

  private static List<RoomEvent> events(RoomId room, long first, long last) {
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      events.add(said(room, seq, ADA, "text " + seq));
    }
    return events;
  }

  private List<RoomEvent> next(int node) throws InterruptedException {
    List<RoomEvent> events = received.get(node).poll(Patience.SECONDS, SECONDS);
    assertNotNull(events, "nothing came to node " + node);
    return events;
  }

  @Test
  void must01NeitherBlocksNorThrowsWhenOthersAreSlow() {
    for (int i = 1; i <= 1_000; i++) {
      nodes.get(0).publish(events(ROOM, i, i));
    }
  }

  @Test
  void must02BringsANodeNothingOfItsOwn() throws InterruptedException {
    nodes.get(0).publish(events(ROOM, 1, 2));
    nodes.get(1).publish(events(ROOM, 3, 3));
    assertEquals(events(ROOM, 3, 3), next(0));
    assertEquals(events(ROOM, 1, 2), next(1));
    assertTrue(received.get(0).isEmpty());
    assertTrue(received.get(1).isEmpty());
  }

  @Test
  void should03BringsEveryOtherNodeAllInOrder() throws InterruptedException {
    RoomId other = RoomId.of("other");
    for (int i = 1; i <= 50; i++) {
      nodes.get(0).publish(events(i % 2 == 0 ? ROOM : other, i, i + 1));
    }
    for (int node = 1; node <= 2; node++) {
      for (int i = 1; i <= 50; i++) {
        assertEquals(events(i % 2 == 0 ? ROOM : other, i, i + 1), next(node));
      }
    }
  }
}
