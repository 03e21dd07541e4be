package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** An end-to-end test with another client than the JDK's. */
final class JakartaClientTest {

  /** Received frames, in order. Thread-safe by its queue. */
  private static final class Inbox extends Endpoint {
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, (MessageHandler.Whole<String>) frames::add);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      closed.complete(reason.getCloseCode().getCode());
    }

    JsonObject next(String type, Object... members) throws InterruptedException {
      while (true) {
        String text = frames.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(text, "no " + type + " came");
        JsonObject frame = Frame.parse(text);
        if (Frame.is(frame, type, members)) {
          return frame;
        }
      }
    }
  }

  @Test
  void worksEndToEnd() throws Exception {
    WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    try (RunningServer server = RunningServer.start("--rooms=General")) {
      try (ApiClient bob = ApiClient.called("Bob", server)) {
        bob.join("general");
        talk(container, server, bob);
      }
    } finally {
      LifeCycle.stop(container);
    }
  }

  private static void talk(WebSocketContainer container, RunningServer server, ApiClient bob)
      throws Exception {
    Inbox inbox = new Inbox();
    try (Session session =
        container.connectToServer(
            inbox,
            ClientEndpointConfig.Builder.create().build(),
            URI.create("ws://" + server.host() + "/ws"))) {
      JsonObject welcome = inbox.next("welcome");
      assertEquals("general", Frame.text(welcome, "default_room"));
      send(session, Frame.of("join_room", "id", "1", "room", "general"));
      assertEquals(2, Frame.list(inbox.next("joined_room", "re", "1"), "users").size());
      send(session, message("2", "hello \ud83d\ude42"));
      inbox.next("message_sent", "re", "2", "seq", 1);
      inbox.next("new_message", "text", "hello \ud83d\ude42");
      bob.hears("new_message", "text", "hello \ud83d\ude42");
      send(session, message("3", "@bob psst"));
      assertTrue(Frame.flag(inbox.next("message_sent", "re", "3"), "private"));
      assertTrue(Frame.flag(bob.hears("new_message", "text", "psst"), "private"));
      send(session, Frame.of("leave_room", "id", "4", "room", "general"));
      inbox.next("left_room", "re", "4");
      bob.hears("user_left", "user", welcome.get("user"));
    }
    assertEquals(1000, inbox.closed.get(Patience.SECONDS, TimeUnit.SECONDS));
  }

  private static JsonObject message(String id, String text) {
    return Frame.of(
        "send_message", "id", id, "room", "general", "text", text, "client_id", "k" + id);
  }

  private static void send(Session session, JsonObject frame) throws Exception {
    session.getBasicRemote().sendText(frame.toString());
  }
}
