package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of a server with SQLite after a restart. */
final class RestartTest {
  @TempDir Path folder;

  private RunningServer start(String... more) throws Exception {
    String[] flags = new String[more.length + 2];
    flags[0] = "--store=sqlite";
    flags[1] = "--data-dir=" + folder.resolve("data");
    System.arraycopy(more, 0, flags, 2, more.length);
    return RunningServer.start(flags);
  }

  @Test
  void resumesWhereItStopped() throws Exception {
    String session;
    JsonObject head;
    try (RunningServer server = start();
        ApiClient ada = ApiClient.called("Ada", server)) {
      session = ada.session();
      ada.join("general");
      ada.ask("send_message", "room", "general", "text", "before", "client_id", "k1");
      head = ada.ask("join_room", "room", "general").getAsJsonObject("head");
      ada.ask("send_message", "room", "general", "text", "unseen", "client_id", "k2");
    }
    try (RunningServer server = start();
        ApiClient ada = ApiClient.arrive(server, session)) {
      assertEquals("Ada", ada.name());
      JsonObject joined = ada.ask("join_room", "room", "general", "after", head);
      assertTrue(joined.get("resumed").getAsBoolean());
      assertEquals(1, joined.getAsJsonArray("events").size());
      assertEquals("unseen", Frame.list(joined, "events").get(0).get("text").getAsString());
      JsonObject retried =
          ada.ask("send_message", "room", "general", "text", "before", "client_id", "k1");
      assertTrue(retried.get("duplicate").getAsBoolean());
      assertEquals(1, retried.get("seq").getAsLong());
      JsonObject next =
          ada.ask("send_message", "room", "general", "text", "after", "client_id", "k3");
      assertEquals(3, next.get("seq").getAsLong());
    }
  }

  @Test
  void keepsPrivateMessagesAndWhatIsUnread() throws Exception {
    String session;
    try (RunningServer server = start();
        ApiClient bob = ApiClient.called("Bob", server);
        ApiClient ada = ApiClient.called("Ada", server)) {
      session = bob.session();
      bob.vanish();
      ada.join("general");
      for (int i = 0; i < 3; i++) {
        ada.ask("send_message", "room", "general", "text", "@bob " + i, "client_id", "k" + i);
      }
    }
    try (RunningServer server = start();
        ApiClient bob = ApiClient.arrive(server, session)) {
      JsonObject conversation = bob.welcome().getAsJsonArray("rooms").get(0).getAsJsonObject();
      assertEquals("direct", Frame.text(conversation, "kind"));
      assertEquals(3, conversation.get("unread").getAsInt());
      assertEquals("Ada", Frame.text(conversation, "with.name"));
      String room = Frame.text(conversation, "id");
      JsonObject joined = bob.ask("join_room", "room", room);
      assertEquals("0", Frame.list(joined, "events").get(0).get("text").getAsString());
      assertEquals("2", Frame.list(joined, "events").get(2).get("text").getAsString());
      bob.ask("mark_read", "room", room, "seq", 2);
    }
    try (RunningServer server = start();
        ApiClient bob = ApiClient.arrive(server, session)) {
      JsonObject conversation = bob.welcome().getAsJsonArray("rooms").get(0).getAsJsonObject();
      assertEquals(1, conversation.get("unread").getAsInt());
    }
  }

  @Test
  void endsCodeRoomsToWhichNoUserReturns() throws Exception {
    String session;
    String room;
    try (RunningServer server = start();
        ApiClient ada = ApiClient.called("Ada", server)) {
      session = ada.session();
      JsonObject created = ada.ask("create_room", "kind", "code");
      room = Frame.text(created, "room.id");
      ada.join(room);
    }
    try (RunningServer server = start("--code-room-grace=200ms");
        ApiClient ada = ApiClient.arrive(server, session)) {
      assertTrue(Frame.at(ada.hears("rooms_changed"), "removed").toString().contains(room));
      ada.refused("not_found", "join_room", "room", room);
    }
  }
}
