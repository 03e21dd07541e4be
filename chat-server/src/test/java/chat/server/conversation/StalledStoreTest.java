package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.RunningServer;
import chat.server.storage.PostgresServer;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that accepts no changes for a while: nothing is lost silently, and reads still work. */
final class StalledStoreTest {

  @TempDir Path folder;

  /** A process that locks the store against changes until it is closed. */
  private record Lock(Connection connection) implements AutoCloseable {
    static Lock take(String url, String... statements) throws SQLException {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      }
      return new Lock(connection);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @FunctionalInterface
  private interface Locking {
    Lock lock() throws SQLException;
  }

  @Test
  void recoversWhenSqliteIsLocked() throws Exception {
    Path data = folder.resolve("data");
    String url = "jdbc:sqlite:" + data.resolve("chat.db");
    try (RunningServer server = RunningServer.start("--store=sqlite", "--data-dir=" + data)) {
      stall(server, () -> Lock.take(url, "BEGIN IMMEDIATE"));
    }
  }

  @Test
  void recoversWhenPostgresIsLocked() throws Exception {
    String url = PostgresServer.freshUrl();
    try (RunningServer server =
        RunningServer.start(
            "--store=postgresql",
            "--database-url=" + url,
            "--data-dir=" + folder.resolve("token"))) {
      stall(server, () -> Lock.take(url, "BEGIN", "LOCK TABLE messages IN EXCLUSIVE MODE"));
    }
  }

  private static void stall(RunningServer server, Locking locking) throws Exception {
    try (ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      bob.join("random");
      said(ada, "before");
      try (Lock lock = locking.lock()) {
        assertTrue(lock.connection().isValid(1));
        JsonObject waiting = message("short");
        waiting.addProperty("id", "w");
        ada.send(waiting);
        assertEquals(0, Frame.list(bob.ask("history", "room", "random"), "events").size());
      }
      String type = "";
      while (!List.of("message_sent", "error").contains(type)) {
        type = Frame.text(ada.next(), "type");
      }
      said(ada, "short");

      try (Lock lock = locking.lock()) {
        assertTrue(lock.connection().isValid(1));
        JsonObject refused = ada.reply(message("long"));
        assertEquals("unavailable", Frame.text(refused, "code"), refused::toString);
        ada.send(message("long")); // it waits, and the room is read after it
        assertEquals(2, Frame.list(bob.ask("history", "room", "general"), "events").size());
        assertEquals(2, Frame.number(bob.join("general"), "head.seq"));
        assertEquals(200, server.get("/api/rooms/general/messages").statusCode());
      }
      said(ada, "long");
      said(ada, "after");
      assertEquals(
          List.of("before", "short", "long", "after"),
          Frame.texts(bob.ask("history", "room", "general"), "events", "text"));
      for (int seq = 1; seq <= 4; seq++) {
        assertEquals(seq, Frame.number(bob.hears("new_message"), "seq"));
      }
    }
  }

  private static JsonObject message(String text) {
    return Frame.of("send_message", "room", "general", "text", text, "client_id", text);
  }

  /** Sends until it is acknowledged, as clients do. */
  private static void said(ApiClient talker, String text) throws Exception {
    long end = System.nanoTime() + Patience.NANOS;
    JsonObject reply = talker.reply(message(text));
    while (Frame.text(reply, "type").equals("error") && System.nanoTime() - end < 0) {
      assertEquals("unavailable", Frame.text(reply, "code"), reply::toString);
      reply = talker.reply(message(text));
    }
    assertEquals("message_sent", Frame.text(reply, "type"), reply::toString);
  }
}
