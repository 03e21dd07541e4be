package chat.server.torture.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.server.torture.upload.Requests.Answer;
import chat.server.torture.upload.Stage.Moment;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** An upload of a client, which goes on where it broke. Confined to its client. */
final class Item {
  private static final byte[] NOTHING = new byte[0];
  private static final double BREAKS = 0.2;
  private static final double REPEATS = 0.05;
  private static final int LONGEST_PIECE = 400_000;

  final Blob blob;
  final String room;
  private final String key;
  private final Stage stage;
  private final Requests requests;
  private final Random random;
  private String location = "";
  private long acknowledged;
  private long sent; // the end of what may have arrived
  private boolean isUnsure;
  private boolean isWhole;
  private boolean isTerminating;
  private boolean hasPreview;

  Item(Stage stage, Requests requests, Random random, String room, String key) {
    this.blob = Blob.random(random);
    this.stage = stage;
    this.requests = requests;
    this.random = random;
    this.room = room;
    this.key = key;
  }

  String id() {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  boolean isCreated() {
    return !location.isEmpty();
  }

  /** Whether all of it was acknowledged. */
  boolean isWhole() {
    return isWhole;
  }

  boolean hasPreview() {
    return hasPreview;
  }

  /** A message with it was rejected as unfinished: a crash has hit the last request. */
  void doubt() {
    isWhole = false;
    isUnsure = true;
  }

  /**
   * Does the next step.
   *
   * @throws IOException if the server is gone, or busy: then it is to be called again
   */
  void advance() throws IOException, InterruptedException {
    if (location.isEmpty() || random.nextDouble() < REPEATS) {
      create();
    } else if (isUnsure) {
      look();
    } else if (acknowledged < blob.bytes.length) {
      patch();
    } else {
      isWhole = true;
    }
  }

  private void create() throws IOException, InterruptedException {
    stage.approach(Moment.CREATE);
    Answer made =
        requests.ask(
            "POST",
            "/api/rooms/" + room + "/uploads",
            NOTHING,
            "Upload-Length",
            Integer.toString(blob.bytes.length),
            "Upload-Metadata",
            "filename " + base64(name()) + ",client_id " + base64(key));
    String now = made.header("location");
    if (made.status != 201 || !(location.isEmpty() || location.equals(now))) {
      stage.surprise(this + " was created: " + made.status + " " + now + " " + made.text());
    }
    location = now;
  }

  String name() {
    return key + " of a person.bin";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void look() throws IOException, InterruptedException {
    Answer head = requests.ask("HEAD", location, NOTHING);
    if (head.status != 200) {
      stage.surprise(this + " is gone: " + head.status);
      return;
    }
    long offset = Long.parseLong(head.header("upload-offset"));
    if (offset < acknowledged || offset > sent) {
      stage.surprise(this + " has " + offset + " bytes");
    }
    acknowledged = offset;
    isUnsure = false;
  }

  private void patch() throws IOException, InterruptedException {
    int begin = (int) acknowledged;
    int most = Math.min(LONGEST_PIECE, blob.bytes.length - begin);
    int length = random.nextBoolean() ? most : 1 + random.nextInt(most);
    byte[] piece = Arrays.copyOfRange(blob.bytes, begin, begin + length);
    boolean isLast = begin + length == blob.bytes.length;
    isUnsure = true;
    sent = Math.max(sent, begin + (long) length);
    stage.approach(isLast ? Moment.LAST_PATCH : Moment.PATCH);
    if (random.nextDouble() < BREAKS) {
      int cut = random.nextInt(length + 1);
      requests.breakOff(location, begin, piece, cut, random.nextBoolean());
      return;
    }
    Answer patched = requests.ask("PATCH", location, piece, headers(begin, piece));
    if (patched.status == 204
        && patched.header("upload-offset").equals(Long.toString(begin + length))) {
      acknowledged += length;
      isUnsure = false;
    } else if (patched.status != 409) { // an earlier request was still being stored
      stage.surprise(this + " was patched: " + patched.status + " " + patched.text());
    }
  }

  private String[] headers(long offset, byte[] piece) {
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Blob.hash(piece)));
    String[] headers = {
      "Content-Type",
      "application/offset+octet-stream",
      "Upload-Offset",
      Long.toString(offset),
      "Upload-Checksum",
      "sha256 " + checksum
    };
    return random.nextInt(4) == 0 ? headers : Arrays.copyOf(headers, 4);
  }

  /** Sends a preview of a picture; it may be that only a part of it arrives. */
  void preview() throws IOException, InterruptedException {
    if (!blob.isPicture || hasPreview) {
      return;
    }
    stage.approach(Moment.PREVIEW);
    Answer put = requests.ask("PUT", location + "/preview", Blob.PREVIEW);
    if (put.status == 400) {
      doubt();
    } else if (put.status != 204) {
      stage.surprise(this + " got a preview: " + put.status + " " + put.text());
    }
    hasPreview = put.status == 204;
  }

  /** Ends it before it is sent. */
  void terminate() throws IOException, InterruptedException {
    stage.approach(Moment.TERMINATE);
    boolean isRepeated = isTerminating;
    isTerminating = true;
    int status = requests.ask("DELETE", location, NOTHING).status;
    if (status != 204 && !(status == 404 && isRepeated)) {
      stage.surprise(this + " was terminated: " + status);
    }
    int after = requests.ask("HEAD", location, NOTHING).status;
    if (after != 404) {
      stage.surprise(this + " is there after its end: " + after);
    }
  }

  @Override
  public String toString() {
    return "upload " + key + " at " + location + " with " + acknowledged + " bytes acknowledged";
  }
}
