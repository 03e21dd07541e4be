package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import org.junit.jupiter.api.Test;

final class BacklogTest {
  @Test
  void shedsTheConnectionsThatHaveWaitedLongest() {
    int[] sheds = {0};
    Backlog backlog = new Backlog(new ByteBudget(100), () -> sheds[0]++);
    long first = backlog.next();
    assertTrue(first < backlog.next());
    backlog.change(100);
    backlog.shedIfFull();
    assertEquals(0, sheds[0]);
    backlog.change(1);
    backlog.shedIfFull();
    backlog.shedIfFull();
    assertEquals(1, sheds[0], "once at a time");
    assertEquals(26, backlog.bytesToShed());
    backlog.shedDone();
    backlog.shedIfFull();
    assertEquals(2, sheds[0]);
    backlog.change(-50);
    backlog.shedDone();
    backlog.shedIfFull();
    assertEquals(2, sheds[0]);
  }
}
