package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.PostMessage;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.memory.MemoryBackplane;
import chat.core.memory.MemoryStore;
import chat.core.port.Backplane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two nodes of one chat. */
final class NodesTest {
  /** Gives on what one node publishes only when, and as, the test says. */
  private static final class Postman implements Backplane {
    private final List<List<RoomEvent>> letters = new ArrayList<>();
    private Receiver receiver;

    @Override
    public void publish(List<RoomEvent> events) {
      // this node only listens
    }

    @Override
    public void start(Receiver mine) {
      receiver = mine;
    }

    Backplane otherEnd() {
      return new Backplane() {
        @Override
        public void publish(List<RoomEvent> events) {
          letters.add(events);
        }

        @Override
        public void start(Receiver mine) {
          // nothing comes back
        }
      };
    }

    void bring(int letter) {
      receiver.receive(letters.get(letter));
    }
  }

  private final MemoryStore store = new MemoryStore(new Random(1));

  private TestChat node(Backplane backplane) {
    return new TestChat(
        builder -> builder.store(store.log(), store.directory()).backplane(backplane));
  }

  private static List<Long> seqs(TestClient client) {
    return client.heard(MessagePosted.class).stream().map(RoomEvent::seq).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void hearEachOther() {
    MemoryBackplane backplane = new MemoryBackplane();
    TestChat one = node(backplane.node());
    TestChat two = node(backplane.node());
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 5; i++) {
      ada.says(GENERAL, "a" + i);
      two.settle();
      bob.says(GENERAL, "b" + i);
      one.settle();
    }
    assertEquals(range(1, 10), seqs(ada));
    assertEquals(range(1, 10), seqs(bob));
  }

  @Test
  void findWhatTheyHaveNotHeardWhenTheyAppend() {
    TestChat one = node(Backplane.none());
    TestChat two = node(Backplane.none());
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.says(GENERAL, "one");
    ada.says(GENERAL, "two");
    assertEquals(3, bob.says(GENERAL, "three").seq());
    assertEquals(range(1, 3), seqs(bob));
  }

  @Test
  void copeWithLossAndRepetitionAndDisorder() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Postman postman = new Postman();
      TestChat one = node(postman.otherEnd());
      TestChat two = node(postman);
      TestClient ada = one.connect("Ada");
      TestClient bob = two.connect("Bob");
      ada.joins(GENERAL);
      long before = bob.joins(GENERAL).head().seq();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ada.does(new PostMessage(GENERAL, "m", seed + "-" + i));
        for (int copies = random.nextInt(3); copies > 0; copies--) {
          order.add(i);
        }
      }
      Collections.shuffle(order, random);
      order.add(19); // the last one comes at last, so that all gaps are seen
      for (int letter : order) {
        postman.bring(letter);
        if (random.nextBoolean()) {
          two.settle();
        }
      }
      two.settle();
      assertEquals(range(before + 1, before + 20), seqs(bob), "seed " + seed);
    }
  }
}
