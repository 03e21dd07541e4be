package chat.server.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;

/** Two users in a room who must not be disturbed by attacks. Confined to one thread. */
final class Neighbours implements AutoCloseable {
  private final TestWebSocket ada;
  private final TestWebSocket bob;
  private int said;

  Neighbours(RunningServer server) throws Exception {
    ada = join(server);
    bob = join(server);
  }

  private static TestWebSocket join(RunningServer server) throws Exception {
    TestWebSocket socket = server.connect();
    socket.next("welcome");
    socket.send("{\"type\":\"join_room\",\"room\":\"general\"}");
    socket.next("joined_room");
    return socket;
  }

  /** Posts a message, and checks its ack and that both receive it, next in the room's order. */
  void talk() throws Exception {
    said++;
    String text = "line " + said;
    ada.send(
        "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"%s\",\"client_id\":\"%d\"}"
            .formatted(text, said));
    JsonObject sent = ada.next("message_sent");
    assertEquals(said, sent.get("seq").getAsInt());
    for (TestWebSocket each : new TestWebSocket[] {ada, bob}) {
      JsonObject heard = each.next("new_message");
      assertEquals(said, heard.get("seq").getAsInt());
      assertEquals(text, heard.get("text").getAsString());
    }
  }

  @Override
  public void close() {
    ada.close();
    bob.close();
  }
}
