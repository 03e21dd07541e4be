package chat.server.torture;

import chat.server.torture.Scene.Person;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.Link;
import chat.server.torture.history.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;

/** Reads of a room's messages over REST. Stateless. */
final class Doors {
  private static final int TRIED = 10;

  private Doors() {}

  /** REST is another way to read what two people say to each other; some people try some. */
  static void tryAll(Scene scene, int port) throws Exception {
    for (String room : scene.rooms()) {
      readRest(scene, port, room, scene.people().get(0));
    }
    for (Map.Entry<String, Set<String>> direct :
        scene.directs.entrySet().stream().limit(TRIED).toList()) {
      for (Person person : scene.people().stream().limit(TRIED).toList()) {
        boolean isTheirs = direct.getValue().contains(person.id());
        int status =
            isTheirs
                ? readRest(scene, port, direct.getKey(), person)
                : read(scene.client, port, direct.getKey(), person.session()).statusCode();
        if (status != (isTheirs ? 200 : 404)) {
          scene.surprise(person + " read " + direct + " with status " + status);
        }
      }
      if (read(scene.client, port, direct.getKey(), "").statusCode() != 404) {
        scene.surprise("a stranger read " + direct);
      }
    }
  }

  /** Reads a room to be judged like any other read; the status. */
  private static int readRest(Scene scene, int port, String room, Person person) throws Exception {
    int begun = scene.history.size();
    var response = read(scene.client, port, room, person.session());
    if (response.statusCode() == 200) {
      Page page = scene.wire.page(room, Wire.parse(response.body()));
      scene.history.add(
          new Peeked(new Link(person.id(), "REST", 1), begun, room, page.head(), page.events()));
    }
    return response.statusCode();
  }

  /** The latest messages as the user of {@code session}, or as a stranger when it is empty. */
  private static HttpResponse<String> read(HttpClient client, int port, String room, String session)
      throws Exception {
    URI messages = URI.create("http://127.0.0.1:" + port + "/api/rooms/" + room + "/messages");
    HttpRequest.Builder request = HttpRequest.newBuilder(messages);
    if (!session.isEmpty()) {
      request.header("Authorization", "Bearer " + session);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
