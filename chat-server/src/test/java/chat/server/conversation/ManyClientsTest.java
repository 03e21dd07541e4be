package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManyClientsTest {
  private static final int CLIENTS = 200;
  private static final int WRITERS = 20;
  private static final int MESSAGES = 100;

  @Test
  void seeEveryMessageOnceInOneOrder() throws Exception {
    List<ApiClient> crowd = new ArrayList<>();
    try (RunningServer server = RunningServer.start("--max-outbox-bytes=16777216");
        ApiClient late = ApiClient.arrive(server)) {
      for (int i = 0; i < CLIENTS; i++) {
        crowd.add(ApiClient.in("general", server));
      }
      for (int i = 0; i < MESSAGES; i++) {
        crowd
            .get(i % WRITERS)
            .send(
                Frame.of("send_message", "room", "general", "text", "m" + i, "client_id", "k" + i));
      }
      List<String> order = textsOf(crowd.get(0));
      assertEquals(MESSAGES, order.stream().distinct().count());
      for (ApiClient each : crowd.subList(1, CLIENTS)) {
        assertEquals(order, textsOf(each));
      }
      JsonObject joined = late.ask("join_room", "room", "general", "limit", 200);
      assertEquals(order, Frame.texts(joined, "events", "text"));
      assertEquals(CLIENTS + 1, Frame.number(joined, "room.user_count"));
      assertEquals(200, Frame.list(joined, "users").size(), "at most 200 are named");
      assertEquals(late.id(), Frame.texts(joined, "users", "id").get(0));
    } finally {
      crowd.forEach(ApiClient::close);
    }
  }

  private static List<String> textsOf(ApiClient talker) throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      JsonObject message = talker.hears("new_message");
      assertEquals(i + 1, Frame.number(message, "seq"));
      texts.add(Frame.text(message, "text"));
    }
    return texts;
  }
}
