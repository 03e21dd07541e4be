package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that reconnects after retention has deleted messages that it has not read. */
final class RetentionTest {
  private static final int MOST_TRIES = 2_000;

  @TempDir Path folder;

  private RunningServer start(String retention) throws Exception {
    return RunningServer.start(
        "--store=sqlite", "--limits=off", "--data-dir=" + folder.resolve("data"), retention);
  }

  @Test
  void doesNotResumeFromBeforeWhatIsKeptButKnowsARetry() throws Exception {
    String session;
    JsonObject old;
    try (RunningServer server = start("--retention-messages=0");
        ApiClient ada = ApiClient.in("general", server)) {
      session = ada.session();
      send(ada, "first");
      old = ada.join("general").getAsJsonObject("head");
      for (int i = 0; i < 20; i++) {
        send(ada, "k" + i);
      }
      assertTrue(resumes(ada, old).get("resumed").getAsBoolean());
    }
    try (RunningServer server = start("--retention-messages=5");
        ApiClient ada = ApiClient.arrive(server, session)) {
      JsonObject joined = untilSwept(ada, old);

      List<JsonObject> events = Frame.list(joined, "events");
      assertTrue(events.get(0).get("seq").getAsLong() > 16, joined::toString);
      JsonObject retried = send(ada, "first");
      assertTrue(retried.get("duplicate").getAsBoolean());
      assertEquals(1, retried.get("seq").getAsLong());
      JsonObject head = joined.getAsJsonObject("head");
      assertTrue(resumes(ada, head).get("resumed").getAsBoolean());
    }
  }

  @Test
  void sendsTheNewFloorAfterASweep() throws Exception {
    try (RunningServer server = start("--retention-messages=3");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.arrive(server)) {
      String dm = ada.opens(bob);
      JsonObject den = ada.ask("create_room", "kind", "private", "name", "Den");
      String denId = den.getAsJsonObject("room").get("id").getAsString();
      for (int i = 0; i < 10; i++) {
        for (String room : List.of("general", dm, denId)) {
          ada.ask("send_message", "room", room, "text", "text", "client_id", "k" + i);
        }
      }
      server.sweep();

      assertEquals(
          Map.of("general", "General", denId, "Den", dm, bob.name()),
          floorsTold(ada, Set.of("general", denId, dm)));
      assertEquals(
          Map.of("general", "General", dm, ada.name()), floorsTold(bob, Set.of("general", dm)));
      JsonObject refused =
          ada.refused(
              "not_found",
              "send_message",
              "room",
              "general",
              "text",
              "x",
              "client_id",
              "r",
              "reply_to",
              7);
      assertEquals("reply_to", refused.get("field").getAsString());
      JsonObject room = bob.join("general").getAsJsonObject("room");
      assertEquals(3, room.get("message_count").getAsInt());
      assertEquals(8, room.get("floor").getAsInt());
    }
  }

  /** The names of these rooms, once {@code rooms_changed} has reported a new floor of each. */
  private static Map<String, String> floorsTold(ApiClient talker, Set<String> rooms)
      throws Exception {
    Map<String, String> names = new HashMap<>();
    while (!names.keySet().equals(rooms)) {
      JsonObject frame = talker.hears("rooms_changed");
      for (JsonObject each :
          Frame.has(frame, "rooms") ? Frame.list(frame, "rooms") : List.<JsonObject>of()) {
        String id = each.get("id").getAsString();
        if (rooms.contains(id) && each.get("floor").getAsInt() == 8) {
          assertEquals(3, each.get("message_count").getAsInt());
          assertEquals(10, each.getAsJsonObject("head").get("seq").getAsInt());
          names.put(id, each.get("name").getAsString());
        }
      }
    }
    return names;
  }

  /** The sweep runs concurrently. */
  private static JsonObject untilSwept(ApiClient ada, JsonObject cursor) throws Exception {
    for (int i = 0; i < MOST_TRIES; i++) {
      JsonObject joined = resumes(ada, cursor);
      if (!joined.get("resumed").getAsBoolean()) {
        return joined;
      }
    }
    throw new AssertionError("nothing was dropped");
  }

  private static JsonObject resumes(ApiClient ada, JsonObject cursor) throws Exception {
    return ada.ask("join_room", "room", "general", "after", cursor);
  }

  private static JsonObject send(ApiClient ada, String key) throws Exception {
    return ada.ask("send_message", "room", "general", "text", "text", "client_id", key);
  }
}
