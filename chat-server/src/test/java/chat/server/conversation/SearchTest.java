package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import chat.server.RunningServer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchTest {

  @TempDir static Path folder;
  private static RunningServer server;
  private static int rounds;

  private ApiClient ada;
  private ApiClient bob;
  private String word; // of this test alone

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            "--limits=off", "--store=sqlite", "--data-dir=" + folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void meet() throws Exception {
    ada = ApiClient.arrive(server);
    bob = ApiClient.arrive(server);
    word = "word" + rounds++;
  }

  @AfterEach
  void part() {
    ada.close();
    bob.close();
  }

  /** Searches until so many are found: the index is updated shortly after a post. */
  private JsonObject finds(int count, ApiClient asker, Object... members) throws Exception {
    long end = System.nanoTime() + Patience.NANOS;
    JsonObject found = asker.ask("search", members);
    while (found.getAsJsonArray("hits").size() != count && System.nanoTime() < end) {
      found = asker.ask("search", members);
    }
    assertEquals(count, found.getAsJsonArray("hits").size(), found.toString());
    return found;
  }

  private static List<String> texts(JsonObject found) {
    List<String> texts = new ArrayList<>();
    for (JsonElement hit : found.getAsJsonArray("hits")) {
      texts.add(Frame.text(hit.getAsJsonObject(), "snippet.text"));
    }
    return texts;
  }

  @Test
  void findsTheNewestFirstAndShowsWhere() throws Exception {
    String room = ada.creates("Room of " + word);
    ada.say(room, "First, " + word);
    ada.say(room, word.toUpperCase(java.util.Locale.ROOT) + " and last");

    JsonObject found = finds(2, bob, "query", word, "room", room);

    JsonObject newest = found.getAsJsonArray("hits").get(0).getAsJsonObject();
    assertEquals(2, Frame.number(newest, "seq"));
    assertEquals(room, Frame.text(newest, "room"));
    assertEquals(ada.id(), Frame.text(newest, "user.id"));
    JsonObject mark =
        newest.getAsJsonObject("snippet").getAsJsonArray("marks").get(0).getAsJsonObject();
    assertEquals(0, Frame.number(mark, "start"));
    assertEquals(word.length(), Frame.number(mark, "end"));
    assertFalse(found.get("more").getAsBoolean());
    assertFalse(Frame.has(found, "cursor"));
  }

  @Test
  void pagesThroughEverythingOnce() throws Exception {
    String room = ada.creates("Room of " + word);
    for (int i = 0; i < 7; i++) {
      ada.say(room, word + " " + i);
    }
    finds(7, ada, "query", word);
    List<String> texts = new ArrayList<>();
    JsonObject page = ada.ask("search", "query", word, "limit", 3);
    texts.addAll(texts(page));
    while (page.get("more").getAsBoolean()) {
      String cursor = Frame.text(page, "cursor");
      page = ada.ask("search", "query", word, "limit", 3, "cursor", cursor);
      texts.addAll(texts(page));
    }
    List<String> expected = new ArrayList<>();
    for (int i = 6; i >= 0; i--) {
      expected.add(word + " " + i);
    }
    assertEquals(expected, texts);
  }

  @Test
  void showsPrivateMessagesToTheTwoAlone() throws Exception {
    String room = ada.creates("Room of " + word);
    ada.say(room, "@" + bob.name() + " " + word);

    JsonObject hit = finds(1, bob, "query", word).getAsJsonArray("hits").get(0).getAsJsonObject();

    assertTrue(hit.get("private").getAsBoolean());
    finds(1, ada, "query", word);
    try (ApiClient eve = ApiClient.arrive(server)) {
      assertEquals(0, eve.ask("search", "query", word).getAsJsonArray("hits").size());
      eve.refused("not_found", "search", "query", word, "room", Frame.text(hit, "room"));
    }
  }

  @Test
  void answersWithAndWithoutASessionOverRest() throws Exception {
    String room = ada.creates("Room of " + word);
    ada.say(room, word + " for all");
    ada.say(room, "@" + bob.name() + " " + word);
    finds(2, bob, "query", word);

    HttpResponse<String> mine =
        server.get("/api/search?query=" + word, "Authorization", "Bearer " + bob.session());
    HttpResponse<String> everybodys = server.get("/api/search?limit=1&query=" + word);

    assertEquals(200, mine.statusCode());
    assertEquals(List.of(word, word + " for all"), texts(json(mine)));
    assertEquals(List.of(word + " for all"), texts(json(everybodys)));
    assertEquals(200, server.get("/api/search?query=%22NEAR(*").statusCode());
    assertEquals(400, server.get("/api/search").statusCode());
    assertEquals(400, server.get("/api/search?query=%20").statusCode());
    assertEquals(400, server.get("/api/search?query=x&cursor=no-place").statusCode());
    assertEquals(404, server.get("/api/search?query=x&room=nowhere").statusCode());
    assertEquals(405, server.post("/api/search", "{}").statusCode());
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  @Test
  void rejectsInvalidQueries() throws Exception {
    assertEquals("query", Frame.text(ada.refused("invalid", "search"), "field"));
    assertEquals("query", Frame.text(ada.refused("invalid", "search", "query", " "), "field"));
    assertEquals(
        "cursor",
        Frame.text(ada.refused("invalid", "search", "query", "x", "cursor", "?"), "field"));
    ada.refused("not_found", "search", "query", "x", "room", "nowhere");
  }
}
