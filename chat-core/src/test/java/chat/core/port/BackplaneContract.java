package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.said;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.RoomEvent;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Backplane} must do, by the numbers of its MUSTs. A backplane may lose what it
 * carries, but must report it; while all nodes are connected, the tests accept no loss.
 */
public abstract class BackplaneContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final Topic OF_ROOM = Topic.room(ROOM);

  /** What a node received; with null for both, that something was lost. */
  private record Received(Topic topic, Notice notice) {
    static final Received LOST = new Received(null, null);

    boolean isLoss() {
      return equals(LOST) || equals(new Received(Topic.all(), Notice.Reset.RESET));
    }
  }

  private static final class Inbox implements Backplane.Receiver {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    @Override
    public void receive(Topic topic, Notice notice) {
      received.add(new Received(topic, notice));
    }

    @Override
    public void lost() {
      received.add(Received.LOST);
    }
  }

  private final List<Backplane> nodes = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();

  /** The backplanes of several nodes of one chat, not started; called once before each test. */
  protected abstract List<Backplane> nodes(int count);

  /** Disconnects a node from the others, in both directions, like a network failure. */
  protected abstract void disconnect(int node);

  /** Ends what {@link #disconnect} began. */
  protected abstract void reconnect(int node);

  @BeforeEach
  final void startNodes() throws Exception {
    nodes.addAll(nodes(3));
    for (Backplane node : nodes) {
      Inbox mine = new Inbox();
      inboxes.add(mine);
      node.start(mine);
    }
  }

  private void subscribe(int node, Topic topic) throws Exception {
    nodes.get(node).subscribe(topic).toCompletableFuture().get(Patience.SECONDS, SECONDS);
  }

  private void subscribeAll(Topic topic) throws Exception {
    for (int node = 0; node < nodes.size(); node++) {
      subscribe(node, topic);
    }
  }

  private static Notice.StoredEvents events(RoomId room, long first, long last) {
    List<RoomEvent> events =
        LongStream.rangeClosed(first, last)
            .<RoomEvent>mapToObj(seq -> said(room, seq, ADA, "text " + seq))
            .toList();
    return Notice.StoredEvents.of(room, new LogHead("epoch", last, 0, last), events);
  }

  private static Notice listed(int number) {
    return new Notice.RoomListed(RoomId.of("room-" + number));
  }

  private Received next(int node) throws InterruptedException {
    Received next = inboxes.get(node).received.poll(Patience.SECONDS, SECONDS);
    assertNotNull(next, "nothing came to node " + node);
    return next;
  }

  /** Waits until a node is told that notices may be lost, any number of times, by either method. */
  private void hearsOfLoss(int node) throws InterruptedException {
    while (!next(node).isLoss()) {
      // earlier notices
    }
  }

  @Test
  void must01NeitherBlocksNorThrowsConnectedOrNot() throws Exception {
    subscribeAll(OF_ROOM);
    for (int i = 1; i <= 1_000; i++) {
      nodes.get(0).publish(OF_ROOM, events(ROOM, i, i));
    }
    disconnect(0);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 1));
    nodes.get(0).unsubscribe(OF_ROOM);
    assertNotNull(nodes.get(0).subscribe(OF_ROOM));
    reconnect(0);
  }

  @Test
  void must02DeliversNothingToThePublisher() throws Exception {
    subscribeAll(OF_ROOM);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 2));
    nodes.get(1).publish(OF_ROOM, events(ROOM, 3, 3));
    assertEquals(new Received(OF_ROOM, events(ROOM, 3, 3)), next(0));
    assertEquals(new Received(OF_ROOM, events(ROOM, 1, 2)), next(1));
    assertTrue(inboxes.get(0).received.isEmpty());
    assertTrue(inboxes.get(1).received.isEmpty());
  }

  @Test
  void must03DeliversNoticesOfEveryKindUnchanged() throws Exception {
    Topic ofAda = Topic.user(ADA.id());
    subscribe(1, OF_ROOM);
    subscribe(1, ofAda);
    LogHead head = new LogHead("epoch", 9, 2, 5);
    List<Received> all =
        List.of(
            new Received(OF_ROOM, events(ROOM, 1, 3)),
            new Received(OF_ROOM, new Notice.StoredEvents(ROOM, head, 7, List.of())),
            new Received(OF_ROOM, new Notice.TypingChanged(ROOM, BOB, true)),
            new Received(ofAda, new Notice.ReadMarked(ROOM, ADA.id(), new ReadMarker(2, 4))),
            new Received(ofAda, new Notice.MembershipChanged(ROOM, ADA.id())),
            new Received(Topic.all(), new Notice.UserChanged(BOB.id())),
            new Received(Topic.all(), new Notice.UserRetired(BOB.id())),
            new Received(Topic.all(), listed(1)),
            new Received(Topic.all(), new Notice.RoomEnded(ROOM, true)),
            new Received(Topic.all(), Notice.Reset.RESET));
    for (Received each : all) {
      nodes.get(0).publish(each.topic(), each.notice());
      assertEquals(each, next(1));
    }
  }

  @Test
  void must03DeliversOnlySubscribedTopics() throws Exception {
    Topic other = Topic.room(RoomId.of("other"));
    subscribe(1, OF_ROOM);
    subscribe(2, other);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 1));
    nodes
        .get(0)
        .publish(Topic.user(ADA.id()), new Notice.ReadMarked(ROOM, ADA.id(), ReadMarker.first(1)));
    nodes.get(0).publish(Topic.all(), listed(1));
    assertEquals(new Received(OF_ROOM, events(ROOM, 1, 1)), next(1));
    assertEquals(new Received(Topic.all(), listed(1)), next(1));
    assertEquals(new Received(Topic.all(), listed(1)), next(2));
  }

  @Test
  void must04DeliversWhatIsPublishedAfterASubscriptionIsComplete() throws Exception {
    for (int i = 0; i < 20; i++) {
      RoomId room = RoomId.of("room-" + i);
      subscribe(1, Topic.room(room));
      nodes.get(0).publish(Topic.room(room), events(room, 1, 1));
      assertEquals(new Received(Topic.room(room), events(room, 1, 1)), next(1));
      nodes.get(1).unsubscribe(Topic.room(room));
    }
  }

  @Test
  void must04CompletesASubscriptionWithoutAConnection() throws Exception {
    disconnect(1);
    subscribe(1, OF_ROOM);
    reconnect(1);
    hearsOfLoss(1);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 1));
    Received next = next(1);
    while (next.equals(Received.LOST)) {
      next = next(1);
    }
    assertEquals(new Received(OF_ROOM, events(ROOM, 1, 1)), next);
  }

  @Test
  void must05ReportsMissedNoticesToTheReceiver() throws Exception {
    subscribeAll(OF_ROOM);
    disconnect(1);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 1));
    assertEquals(new Received(OF_ROOM, events(ROOM, 1, 1)), next(2));
    reconnect(1);
    hearsOfLoss(1);
  }

  @Test
  void must06ReportsLostPublishedNoticesToOtherNodes() throws Exception {
    subscribeAll(OF_ROOM);
    disconnect(0);
    nodes.get(0).publish(OF_ROOM, events(ROOM, 1, 1));
    reconnect(0);
    for (int node = 1; node <= 2; node++) {
      Received next = next(node);
      Received sentAgain = new Received(OF_ROOM, events(ROOM, 1, 1));
      Received reset = new Received(Topic.all(), Notice.Reset.RESET);
      assertTrue(
          next.equals(sentAgain) || next.equals(reset) || next.equals(Received.LOST),
          "node " + node + " is told " + next);
    }
  }

  @Test
  void must07MakesKnownWhatItDroppedOfTooMuch() throws Exception {
    subscribeAll(OF_ROOM);
    disconnect(1);
    Notice large = events(ROOM, 1, 100);
    for (int i = 0; i < 20_000; i++) {
      nodes.get(0).publish(OF_ROOM, large); // far more than may be queued
    }
    reconnect(1);
    hearsOfLoss(1);
  }

  @Test
  void should08DeliversEverythingInOrderToEveryOtherNode() throws Exception {
    RoomId other = RoomId.of("other");
    subscribeAll(OF_ROOM);
    subscribeAll(Topic.room(other));
    for (int i = 1; i <= 50; i++) {
      RoomId room = i % 2 == 0 ? ROOM : other;
      nodes.get(0).publish(Topic.room(room), events(room, i, i + 1));
    }
    for (int node = 1; node <= 2; node++) {
      for (int i = 1; i <= 50; i++) {
        RoomId room = i % 2 == 0 ? ROOM : other;
        assertEquals(new Received(Topic.room(room), events(room, i, i + 1)), next(node));
      }
    }
  }
}
