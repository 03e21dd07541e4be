package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.command.Reply;
import chat.core.command.room.LeaveRoom;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.CapturedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionLogTest {
  private static final Reply LEFT = new LeaveRoom.Left(RoomId.of("general"));

  private final ManualClock timers = new ManualClock();
  private long nanos;
  private final ConnectionLog log = new ConnectionLog(() -> nanos, timers);

  @Test
  void limitsTheLinesOfOneConnectionAndSummarizesTheRest() {
    try (CapturedLog captured = new CapturedLog()) {
      ConnectionLog.Connection ada = log.connection(UserId.of("ada"));
      for (int i = 0; i < 1_000; i++) {
        ada.done(LEFT);
      }
      log.connection(UserId.of("bob")).done(LEFT);
      timers.pass(Duration.ofSeconds(10));

      List<String> lines = captured.messages();
      assertEquals(20, lines.stream().filter("ada left general"::equals).count());
      assertTrue(lines.contains("bob left general"), lines.toString());
      assertTrue(lines.contains("Suppressed in the last 10 s: 980 left"));
    }
  }

  @Test
  void logsAgainLater() {
    ConnectionLog.Connection ada = log.connection(UserId.of("ada"));
    for (int i = 0; i < 20; i++) {
      ada.done(LEFT);
    }
    try (CapturedLog captured = new CapturedLog()) {
      nanos += Duration.ofSeconds(10).toNanos();
      ada.done(LEFT);
      ada.done(LEFT);

      assertEquals(List.of("ada left general"), captured.messages());
    }
  }

  @Test
  void limitsTheLinesOfManyConnections() {
    try (CapturedLog captured = new CapturedLog()) {
      for (int i = 0; i < 3_000; i++) {
        ConnectionLog.Connection each = log.connection(UserId.of("u" + i));
        each.connected();
        each.disconnected(1008);
      }
      timers.pass(Duration.ofSeconds(10));

      assertEquals(1_001, captured.messages().size());
      assertTrue(
          captured
              .messages()
              .contains("Suppressed in the last 10 s: 2500 connected, 2500 disconnected"));
    }
  }
}
