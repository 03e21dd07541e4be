package chat.server.torture.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.torture.upload.Ledger.Sent;
import chat.server.torture.upload.Requests.Answer;
import chat.server.torture.upload.Stage.Moment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A message with files, which is sent until it is answered. Confined to its client. */
final class Post {
  /** What became of it. */
  enum Outcome {
    UNKNOWN,
    STORED,
    NOT_FOUND,
    UNFINISHED
  }

  final String clientId;
  final List<Item> items;
  final List<Sent> files = new ArrayList<>(); // once it is stored
  Outcome outcome = Outcome.UNKNOWN;
  private final Stage stage;
  private final Requests requests;

  Post(Stage stage, Requests requests, String clientId, List<Item> items) {
    this.stage = stage;
    this.requests = requests;
    this.clientId = clientId;
    this.items = List.copyOf(items);
  }

  String room() {
    return items.get(0).room;
  }

  CompletableFuture<HttpResponse<byte[]>> begin() throws IOException {
    String ids =
        items.stream().map(item -> "\"" + item.id() + "\"").collect(Collectors.joining(","));
    String body =
        "{\"text\":\"%s\",\"client_id\":\"%s\",\"files\":[%s]}".formatted(clientId, clientId, ids);
    stage.approach(Moment.SEND);
    return requests.begin(
        "POST",
        "/api/rooms/" + room() + "/messages",
        body.getBytes(UTF_8),
        "Content-Type",
        "application/json");
  }

  void end(Ledger ledger, CompletableFuture<HttpResponse<byte[]>> begun)
      throws IOException, InterruptedException {
    Answer answer = requests.end("send " + clientId, begun);
    switch (answer.status) {
      case 200, 201 -> {
        outcome = Outcome.STORED;
        long seq = answer.json().get("seq").getAsLong();
        for (Item item : items) {
          Sent sent = new Sent(item.id(), item.blob.hash, room(), seq, item.hasPreview());
          files.add(sent);
          if (!ledger.add(sent)) {
            stage.surprise(sent + " was a file of another message before");
          }
        }
      }
      case 404 -> outcome = Outcome.NOT_FOUND;
      case 400 -> {
        outcome = Outcome.UNFINISHED;
        if (!answer.json().has("field")) {
          stage.surprise(clientId + ": " + answer.text());
        }
      }
      default -> stage.surprise(clientId + ": " + answer.status + " " + answer.text());
    }
  }

  /**
   * Deletes the message, which is stored.
   *
   * @throws IOException if there is no answer: then it is to be called again
   */
  void delete() throws IOException, InterruptedException {
    files.forEach(sent -> sent.isDeleting = true);
    stage.approach(Moment.DELETE);
    Answer answer =
        requests.ask(
            "DELETE",
            "/api/rooms/" + room() + "/messages/" + files.get(0).seq,
            new byte[0],
            "Idempotency-Key",
            "delete-" + clientId);
    if (answer.status != 200) {
      stage.surprise("delete " + clientId + ": " + answer.status + " " + answer.text());
    }
    files.forEach(sent -> sent.isDeleted = true);
  }
}
