package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many clients at once, over real sockets. */
final class CrowdTest {
  private static final int PEOPLE = 20;
  private static final int MESSAGES = 100;

  @Test
  void deliversEverythingInTheSameOrderToAll() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off")) {
      List<TestWebSocket> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        TestWebSocket person = server.connect();
        person.next("welcome");
        person.send("{\"type\":\"join_room\",\"room\":\"general\"}");
        person.next("joined_room");
        people.add(person);
      }
      for (int i = 0; i < MESSAGES; i++) {
        for (TestWebSocket person : people) {
          person.send(
              "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"x\",\"client_id\":\"k"
                  + i
                  + "\"}");
        }
      }
      for (TestWebSocket person : people) {
        seesAll(person);
        person.close();
      }
    }
  }

  /** Every message arrives once and in order, and one's own only after its acknowledgement. */
  private static void seesAll(TestWebSocket person) throws Exception {
    Set<Long> acknowledged = new HashSet<>();
    Set<Long> own = new HashSet<>();
    Set<String> authors = new HashSet<>();
    for (long seq = 1; seq <= PEOPLE * MESSAGES; ) {
      JsonObject frame = person.next();
      switch (frame.get("type").getAsString()) {
        case "message_sent" -> acknowledged.add(frame.get("seq").getAsLong());
        case "new_message" -> {
          assertEquals(seq, frame.get("seq").getAsLong());
          authors.add(frame.getAsJsonObject("user").get("id").getAsString());
          if (acknowledged.contains(seq)) {
            own.add(seq);
          }
          seq++;
        }
        default -> {
          // who came, and how many are there
        }
      }
    }
    assertEquals(MESSAGES, acknowledged.size());
    assertEquals(acknowledged, own);
    assertEquals(PEOPLE, authors.size());
  }
}
