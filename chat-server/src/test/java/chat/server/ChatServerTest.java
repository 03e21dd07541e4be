package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatServerTest {
  @Test
  void closesConnectionsAfterPendingCommands() throws Exception {
    RunningServer server = RunningServer.start();
    List<TestWebSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TestWebSocket socket = server.connect();
      socket.next("welcome");
      socket.send("{\"type\":\"join_room\",\"room\":\"general\"}");
      socket.next("joined_room");
      sockets.add(socket);
    }
    for (TestWebSocket socket : sockets) {
      socket.send(
          "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"last\",\"client_id\":\"k\"}");
    }
    for (TestWebSocket socket : sockets) {
      socket.next("message_sent");
    }

    server.close();

    for (TestWebSocket socket : sockets) {
      assertEquals(1001, socket.closeCode());
    }
    assertThrows(IOException.class, () -> server.get("/healthz"));
  }

  @Test
  void doesNotWaitForPeersThatDoNotRead() throws Exception {
    RunningServer server = RunningServer.start();
    try (RawConnection dead = new RawConnection(server.port())) {
      dead.upgrade();

      server.close(); // which returns

      assertTrue(dead.ends());
    }
  }

  @Test
  void mayBeStoppedTwice() throws Exception {
    RunningServer server = RunningServer.start();
    server.close();
    server.close();
  }

  @Test
  void doesNotStartOnAPortInUse() throws Exception {
    try (RunningServer first = RunningServer.start()) {
      IOException failure =
          assertThrows(
              IOException.class, () -> RunningServer.start("--port=" + first.port()).close());

      assertInstanceOf(BindException.class, failure.getCause());
    }
  }

  @Test
  void handlesRequestsOnTheSelectingThread() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      assertTrue(server.isNonBlocking());
    }
  }

  @Test
  void readsAWebDirectoryOnAnotherThread(@TempDir Path pages) throws Exception {
    Files.writeString(pages.resolve("index.html"), "");
    try (RunningServer server = RunningServer.start("--web-dir=" + pages)) {
      assertFalse(server.isNonBlocking());
    }
  }
}
