package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Which executor runs the tasks of rooms. */
final class NearbyTest {
  private static final int SMALL = 64;

  private final Deque<Runnable> nearby = new ArrayDeque<>();
  private int worked;
  private final TestChat chat =
      new TestChat(
          builder ->
              builder.nearby(
                  task -> {
                    worked++;
                    nearby.add(task);
                  }));

  @Test
  void runsASmallRoomOnTheNearbyExecutor() {
    TestClient ada = chat.connect("Ada");
    join(ada);
    for (int i = 1; i < SMALL; i++) {
      join(chat.connectQuietly("Bob")); // each connection of a user counts
    }

    assertEquals(1, worksNearby(ada));
    assertEquals(1, ada.heard(MessagePosted.class).size());
  }

  @Test
  void runsALargeRoomOnTheExecutor() {
    TestClient ada = chat.connect("Ada");
    join(ada);
    for (int i = 0; i < SMALL; i++) {
      join(chat.connectQuietly("Bob"));
    }

    assertEquals(0, worksNearby(ada));
    assertEquals(1, ada.heard(MessagePosted.class).size());
  }

  private void join(TestClient client) {
    client.ask(new JoinRoom(GENERAL));
    settle();
  }

  private int worksNearby(TestClient client) {
    worked = 0;
    client.ask(client.post(GENERAL, "hello"));
    settle();
    return worked;
  }

  private void settle() {
    chat.settle();
    while (!nearby.isEmpty()) {
      nearby.remove().run();
      chat.settle();
    }
  }
}
