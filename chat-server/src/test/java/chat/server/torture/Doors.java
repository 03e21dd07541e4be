package chat.server.torture;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Ways to a room's messages beside the socket. Stateless. */
final class Doors {
  private Doors() {}

  /** Reads over REST as whoever has {@code session}, or as nobody; the status. */
  static int read(HttpClient client, int port, String room, String session) throws Exception {
    URI messages = URI.create("http://127.0.0.1:" + port + "/api/rooms/" + room + "/messages");
    HttpRequest.Builder request = HttpRequest.newBuilder(messages);
    if (!session.isEmpty()) {
      request.header("Authorization", "Bearer " + session);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
