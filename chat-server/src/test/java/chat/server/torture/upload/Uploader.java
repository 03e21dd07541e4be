package chat.server.torture.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.torture.upload.Ledger.Sent;
import chat.server.torture.upload.Post.Outcome;
import chat.server.torture.upload.Requests.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A user who uploads, sends, reads and deletes files. Confined to its thread. */
final class Uploader implements Runnable {
  private static final int MOST_UNDER_WAY = 2;
  private static final int MOST_LEFT_OPEN = 12; // the server allows 20
  private static final int MOST_FILES = 3;
  private static final byte[] NOTHING = new byte[0];

  private final Stage stage;
  private final Ledger ledger;
  private final Requests requests;
  private final Random random;
  private final String name;
  private final List<String> rooms;
  private final List<Item> underWay = new ArrayList<>();
  private final List<Item> whole = new ArrayList<>();
  private final List<Item> terminating = new ArrayList<>();
  private final List<List<Post>> posting = new ArrayList<>(); // alone, or two with the same files
  private final List<Post> stored = new ArrayList<>();
  private final List<Post> deleting = new ArrayList<>();
  private int numbers;
  private int leftOpen;
  private volatile int left;
  private volatile boolean idle;

  Uploader(
      Stage stage,
      Ledger ledger,
      Requests requests,
      Random random,
      String name,
      List<String> rooms) {
    this.stage = stage;
    this.ledger = ledger;
    this.requests = requests;
    this.random = random;
    this.name = name;
    this.rooms = rooms;
  }

  /** Whether everything that it asked for is answered. */
  boolean isIdle() {
    return idle;
  }

  /** How many uploads it has begun and left without sending them. */
  int left() {
    return left;
  }

  @Override
  public void run() {
    try {
      while (!stage.isOver()) {
        try {
          requests.port();
          act();
        } catch (IOException e) {
          stage.pause(1 + random.nextInt(30)); // the server is gone, or busy
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stage.surprise(name + " failed: " + e + " at " + e.getStackTrace()[0]);
    }
  }

  private void act() throws IOException, InterruptedException {
    finishPending();
    if (stage.isDelivering()) {
      idle = posting.isEmpty() && deleting.isEmpty() && terminating.isEmpty();
      left = underWay.size() + whole.size();
      read();
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 35) {
      upload();
    } else if (dice < 60) {
      post();
    } else if (dice < 75) {
      delete();
    } else if (dice < 78) {
      leave();
    } else if (dice < 82) {
      sendAgain();
    } else {
      read();
    }
  }

  private void finishPending() throws IOException, InterruptedException {
    for (List<Post> each : List.copyOf(posting)) {
      send(each);
    }
    for (Post each : List.copyOf(deleting)) {
      each.delete();
      deleting.remove(each);
    }
    for (Item each : List.copyOf(terminating)) {
      each.terminate();
      terminating.remove(each);
    }
  }

  private void upload() throws IOException, InterruptedException {
    if (underWay.size() < MOST_UNDER_WAY) {
      String room = rooms.get(random.nextInt(rooms.size()));
      underWay.add(new Item(stage, requests, random, room, name + "-u" + ++numbers));
    }
    Item item = underWay.get(random.nextInt(underWay.size()));
    for (int steps = random.nextInt(8); steps >= 0 && !item.isWhole(); steps--) {
      item.advance();
    }
    if (item.isWhole()) {
      underWay.remove(item);
      whole.add(item);
    }
  }

  private void post() throws IOException, InterruptedException {
    if (whole.isEmpty()) {
      upload();
      return;
    }
    Item first = whole.get(random.nextInt(whole.size()));
    if (random.nextInt(3) == 0) {
      first.preview();
    }
    List<Item> items =
        whole.stream()
            .filter(each -> each == first || each.room.equals(first.room))
            .limit(1 + random.nextInt(MOST_FILES))
            .toList();
    List<Post> posts = new ArrayList<>();
    posts.add(new Post(stage, requests, name + "-m" + ++numbers, items));
    if (random.nextInt(4) == 0) {
      posts.add(new Post(stage, requests, name + "-m" + ++numbers, items));
    }
    whole.removeAll(items);
    posting.add(posts);
    send(posts);
  }

  /** Sends what is not answered, at the same time. */
  private void send(List<Post> posts) throws IOException, InterruptedException {
    List<Post> open = posts.stream().filter(each -> each.outcome == Outcome.UNKNOWN).toList();
    List<CompletableFuture<HttpResponse<byte[]>>> begun = new ArrayList<>();
    for (Post post : open) {
      begun.add(post.begin());
    }
    for (int i = 0; i < open.size(); i++) {
      open.get(i).end(ledger, begun.get(i));
    }
    posting.remove(posts);
    List<Outcome> outcomes = posts.stream().map(each -> each.outcome).toList();
    for (Post post : posts) {
      if (post.outcome == Outcome.STORED) {
        stored.add(post);
      }
    }
    if (outcomes.contains(Outcome.STORED)) {
      return;
    }
    if (outcomes.contains(Outcome.NOT_FOUND)) {
      stage.surprise("the files of " + posts.get(0).clientId + " are lost: " + outcomes);
      return;
    }
    for (Item item : posts.get(0).items) {
      item.doubt();
      underWay.add(item);
    }
  }

  private void delete() throws IOException, InterruptedException {
    if (!stored.isEmpty()) {
      Post post = stored.remove(random.nextInt(stored.size()));
      if (random.nextBoolean()) { // the others stay
        deleting.add(post);
        finishPending();
      }
    }
  }

  /** Leaves an upload without sending it, or ends it. */
  private void leave() throws IOException, InterruptedException {
    List<Item> from = random.nextBoolean() ? underWay : whole;
    if (from.isEmpty()) {
      return;
    }
    Item item = from.remove(random.nextInt(from.size()));
    if (item.isCreated() && (leftOpen >= MOST_LEFT_OPEN || random.nextBoolean())) {
      terminating.add(item);
      finishPending();
    } else if (from == underWay) {
      leftOpen++;
    }
  }

  /** Tries to send a file that a message has or had. */
  private void sendAgain() throws IOException, InterruptedException {
    Sent sent = ledger.any(random);
    if (sent == null) {
      return;
    }
    String body =
        "{\"text\":\"\",\"client_id\":\"%s-a%d\",\"files\":[\"%s\"]}"
            .formatted(name, ++numbers, sent.id);
    Answer answer =
        requests.ask(
            "POST",
            "/api/rooms/" + sent.room + "/messages",
            body.getBytes(UTF_8),
            "Content-Type",
            "application/json");
    if (answer.status != 404) {
      stage.surprise(sent + " was sent again: " + answer.status + " " + answer.text());
    }
  }

  private void read() throws IOException, InterruptedException {
    Sent sent = ledger.any(random);
    if (sent == null) {
      stage.pause(1);
    } else {
      read(sent);
    }
  }

  /** Reads a file, which must be as it was uploaded, or gone when its message is deleted. */
  void read(Sent sent) throws IOException, InterruptedException {
    boolean wasDeleted = sent.isDeleted;
    Answer content = requests.ask("GET", "/files/" + sent.id + "/x", NOTHING);
    Answer preview = requests.ask("GET", "/files/" + sent.id + "/preview", NOTHING);
    boolean mayBeGone = sent.isDeleting;
    if (wasDeleted && (content.status != 404 || preview.status != 404)) {
      stage.surprise(sent + " is readable after its deletion");
    } else if (content.status == 200 && !Blob.hash(content.body).equals(sent.hash)) {
      stage.surprise(sent + " is changed");
    } else if (content.status != 200 && !(content.status == 404 && mayBeGone)) {
      stage.surprise(sent + " is lost: " + content.status);
    } else if (sent.hasPreview && preview.status != 200 && !mayBeGone) {
      stage.surprise(sent + " has lost its preview: " + preview.status);
    }
  }
}
