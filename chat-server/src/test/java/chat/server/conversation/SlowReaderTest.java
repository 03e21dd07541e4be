package chat.server.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlowReaderTest {
  private static final int TEXT = 0x81;

  /** Far more than the network buffers for a reader on the same machine: 20 MB. */
  private static final int MOST_MESSAGES = 5_000;

  /** At most what the core takes of one connection before it answers: half of 512 KiB. */
  private static final int BATCH = 30;

  @Test
  void endsAloneWhileTheOthersAreServed() throws Exception {
    try (RunningServer server =
            RunningServer.start("--limits=off", "--max-outbox-bytes=65536", "--presence-grace=0s");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server);
        RawConnection slow = new RawConnection(server.port())) {
      slow.upgrade();
      slow.sendFrame(TEXT, Frame.of("join_room", "room", "general").toString().getBytes(UTF_8));
      JsonObject user = Frame.object(ada.hears("user_joined", "user_count", 3), "user");
      int sent = 0;
      boolean gone = false;
      while (!gone && sent < MOST_MESSAGES) {
        for (int i = sent; i < sent + BATCH; i++) {
          ada.send(post("x".repeat(4_000 - 5), i));
        }
        for (int i = sent; i < sent + BATCH; i++) {
          ada.hears("message_sent", "client_id", "k" + i);
          ada.hears("new_message", "seq", i + 1);
          assertEquals(i + 1, Frame.number(bob.hears("new_message"), "seq"));
        }
        sent += BATCH;
        gone = !ada.heard("user_left", "user", user).isEmpty();
      }
      if (!gone) {
        ada.hears("user_left", "user", user);
      }

      assertTrue(slow.ends());
      assertEquals(List.of(), bob.heard("new_message"));
      bob.ask("ping");
      assertEquals(2, Frame.list(ada.ask("members", "room", "general"), "users").size());
    }
  }

  @Test
  void dropsWaitingCommandsWhenItsSessionIsRevoked() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off", "--presence-grace=0s");
        ApiClient bob = ApiClient.in("general", server);
        RawConnection slow = new RawConnection(server.port())) {
      for (int i = 0; i < 40; i++) {
        bob.say("general", "x".repeat(4_000));
      }
      ApiClient ada = new ApiClient(server);
      ada.as(Frame.text(ada.register("Ada"), "session"));
      slow.upgrade("Authorization: Bearer " + ada.session());
      sends(slow, Frame.of("join_room", "room", "general"));
      for (int i = 0; i < 400; i++) { // far more than the network buffers
        sends(slow, Frame.of("history", "room", "general"));
      }
      sends(slow, post("too late", 0));
      JsonObject user = Frame.object(bob.hears("user_joined", "user_count", 2), "user");

      ada.done("DELETE", "/api/session");
      bob.hears("user_left", "user", user);
      assertEquals(List.of(), bob.heard("new_message", "text", "too late0"));
    }
  }

  private static void sends(RawConnection slow, JsonObject frame) throws Exception {
    slow.sendFrame(TEXT, frame.toString().getBytes(UTF_8));
  }

  private static JsonObject post(String text, int number) {
    return Frame.of(
        "send_message", "room", "general", "text", text + number, "client_id", "k" + number);
  }
}
