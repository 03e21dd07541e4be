package chat.server.torture;

import chat.server.TestWebSocket;
import chat.server.torture.history.Link;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection of a device: matches replies with commands. Confined to the device. */
final class Line {
  private static final Set<String> TEMPORARY = Set.of("busy", "unavailable", "rate_limited");
  private static final int RETRY_MILLIS = 100;

  /** Something to do with what came. */
  interface Task {
    void run() throws IOException;
  }

  /** Takes the reply to a command. */
  interface Reply {
    void take(JsonObject frame) throws IOException;
  }

  /** Takes a rejection. */
  interface Rejection {
    void take(Rejected rejected) throws IOException;
  }

  /**
   * A rejection. Immutable.
   *
   * @param error the frame
   * @param again when the command may be sent again, in milliseconds of {@link #now}
   */
  record Rejected(String code, JsonObject error, boolean temporary, long again) {}

  private record Asked(JsonObject frame, Reply reply, Rejection rejection) {}

  private record Later(long at, Task task) {}

  final Link link;
  private final Scene scene;
  private final TestWebSocket socket;
  private final Map<String, Asked> asked = new HashMap<>();
  private final List<Later> later = new ArrayList<>();
  private int asks;

  Line(Scene scene, Link link, TestWebSocket socket) {
    this.scene = scene;
    this.link = link;
    this.socket = socket;
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  static JsonObject frame(String type, String room) {
    JsonObject frame = new JsonObject();
    frame.addProperty("type", type);
    frame.addProperty("room", room);
    return frame;
  }

  /** Sends a command, and passes its answer to {@code reply} or {@code rejection}. */
  void ask(JsonObject frame, Reply reply, Rejection rejection) throws IOException {
    String id = "q" + ++asks;
    frame.addProperty("id", id);
    asked.put(id, new Asked(frame, reply, rejection));
    socket.send(frame.toString());
  }

  /** The same for a command that the server may only reject temporarily: then {@code again}. */
  void insist(JsonObject frame, Reply reply, Task again) throws IOException {
    ask(
        frame,
        reply,
        rejected -> {
          requireTemporary(rejected, frame);
          later(rejected.again(), again);
        });
  }

  /** Does something at a time of {@link #now}, if the connection lasts. */
  void later(long at, Task task) {
    later.add(new Later(at, task));
  }

  /** The same for a read that is not sent again, and may be rejected with {@code code}. */
  void tryToRead(JsonObject frame, String code, Reply reply) throws IOException {
    ask(
        frame,
        reply,
        rejected -> {
          if (!rejected.code().equals(code)) {
            requireTemporary(rejected, frame);
          }
        });
  }

  /** Notes a rejection for good as a fault. */
  void requireTemporary(Rejected rejected, JsonObject frame) {
    if (!rejected.temporary()) {
      scene.surprise(link + " sent " + frame + " and received " + rejected.error());
    }
  }

  /** Takes what comes within a moment, passes on what is no reply, and does what is due. */
  void take(int millis, Reply events) throws IOException, InterruptedException {
    var frame = socket.poll(millis);
    while (frame.isPresent()) {
      take(Wire.parse(frame.get()), events);
      frame = socket.poll(0);
    }
    long now = now();
    for (Later each : List.copyOf(later)) {
      if (each.at() <= now) {
        later.remove(each);
        each.task().run();
      }
    }
  }

  private void take(JsonObject frame, Reply events) throws IOException {
    Asked answered = asked.remove(Wire.text(frame, "re"));
    boolean error = Wire.text(frame, "type").equals("error");
    if (answered == null && (error || frame.has("re"))) {
      scene.surprise(link + " received " + frame);
    } else if (answered == null) {
      events.take(frame);
    } else if (error) {
      String code = Wire.text(frame, "code");
      int wait =
          frame.has("retry_after_ms") ? frame.get("retry_after_ms").getAsInt() : RETRY_MILLIS;
      answered.rejection().take(new Rejected(code, frame, TEMPORARY.contains(code), now() + wait));
    } else {
      answered.reply().take(frame);
    }
  }

  @Override
  public String toString() {
    return "waits for " + asked.values().stream().map(Asked::frame).toList();
  }
}
