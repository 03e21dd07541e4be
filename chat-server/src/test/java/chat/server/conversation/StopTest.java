package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StopTest {
  private static final int CLIENTS = 10;
  private static final int MESSAGES = 200;

  @Test
  void deliversAcknowledgedMessagesBeforeItCloses() throws Exception {
    RunningServer server = RunningServer.start("--limits=off", "--max-outbox-bytes=16777216");
    List<ApiClient> talkers = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        talkers.add(ApiClient.in("general", server));
      }
      for (int i = 0; i < MESSAGES; i++) {
        for (ApiClient each : talkers) {
          each.send(
              Frame.of("send_message", "room", "general", "text", "m" + i, "client_id", "k" + i));
        }
      }
      long first = Frame.number(talkers.get(0).hears("message_sent"), "seq");
      server.close();
      check(talkers, first);
    } finally {
      talkers.forEach(ApiClient::close);
      server.close();
    }
  }

  /** Closing a connection with unread bytes resets it, and the peer loses what it has not read. */
  @Test
  void waitsForTheAnswerToItsCloseFrame() throws Exception {
    RunningServer server = RunningServer.start();
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade();
      raw.frame(); // the welcome: from then on it is closed in order
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      assertEquals(1001, raw.closeCode());
      assertThrows(TimeoutException.class, () -> stopped.get(500, TimeUnit.MILLISECONDS));

      raw.sendFrame(0x88, new byte[] {1_001 >> 8, (byte) 1_001});
      stopped.get(Patience.SECONDS, TimeUnit.SECONDS);
    } finally {
      server.close();
    }
  }

  private static void check(List<ApiClient> talkers, long first) throws Exception {
    Map<ApiClient, List<JsonObject>> frames = new HashMap<>();
    Set<Long> acknowledged = new HashSet<>();
    acknowledged.add(first);
    for (ApiClient each : talkers) {
      List<JsonObject> all = each.untilClosedWith(1001);
      frames.put(each, all);
      for (JsonObject frame : all) {
        if (Frame.is(frame, "message_sent")) {
          acknowledged.add(Frame.number(frame, "seq"));
        } else if (Frame.is(frame, "error")) {
          assertTrue(Set.of("unavailable", "busy").contains(Frame.text(frame, "code")));
        }
      }
    }
    List<Long> stored = LongStream.rangeClosed(1, acknowledged.size()).boxed().toList();
    assertEquals(Set.copyOf(stored), acknowledged, "every message that was stored, without a hole");
    for (ApiClient each : talkers) {
      List<Long> seen =
          frames.get(each).stream()
              .filter(frame -> Frame.is(frame, "new_message"))
              .map(frame -> Frame.number(frame, "seq"))
              .toList();
      assertEquals(stored, seen);
    }
  }
}
