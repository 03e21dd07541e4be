package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
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
  void saysGoodbyeAfterWhatWasAsked() throws Exception {
    RunningServer server = RunningServer.start();
    List<TestSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TestSocket socket = server.connect();
      socket.next("welcome");
      socket.send("{\"type\":\"join_room\",\"room\":\"general\"}");
      socket.next("joined_room");
      sockets.add(socket);
    }
    for (TestSocket socket : sockets) {
      socket.send(
          "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"last\",\"client_id\":\"k\"}");
    }
    for (TestSocket socket : sockets) {
      socket.next("message_sent");
    }
    long start = System.nanoTime();

    server.close();

    assertTrue(System.nanoTime() - start < Patience.NANOS);
    for (TestSocket socket : sockets) {
      assertEquals(1001, socket.closeCode());
    }
    assertThrows(IOException.class, () -> server.get("/healthz"));
  }

  @Test
  void doesNotWaitForPeersThatDoNotRead() throws Exception {
    RunningServer server = RunningServer.start();
    try (RawConnection dead = new RawConnection(server.port())) {
      dead.upgrade();
      long start = System.nanoTime();

      server.close();

      assertTrue(System.nanoTime() - start < Patience.NANOS);
    }
  }

  @Test
  void stopsTwiceWithoutHarm() throws Exception {
    RunningServer server = RunningServer.start();
    server.close();
    server.close();
  }

  @Test
  void doesNotStartOnATakenPort() throws Exception {
    try (RunningServer first = RunningServer.start()) {
      IOException failure =
          assertThrows(
              IOException.class, () -> RunningServer.start("--port=" + first.port()).close());

      assertInstanceOf(BindException.class, failure.getCause());
    }
  }

  @Test
  void handlesRequestsWithoutAnotherThread() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      assertTrue(server.isNonBlocking());
    }
  }

  @Test
  void readsPagesThatChangeOnAnotherThread(@TempDir Path pages) throws Exception {
    Files.writeString(pages.resolve("index.html"), "");
    try (RunningServer server = RunningServer.start("--web-dir=" + pages)) {
      assertFalse(server.isNonBlocking());
    }
  }
}
