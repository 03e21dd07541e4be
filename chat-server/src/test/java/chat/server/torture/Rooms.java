package chat.server.torture;

import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Settled;
import chat.server.torture.history.Page;
import chat.server.torture.history.Seen;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The rooms of a device on one connection: joins all, and reads on until nothing is missing.
 * Confined to the device.
 */
final class Rooms {
  private final Scene scene;
  private final Line line;
  private final Memory memory;
  private final OwnState own;
  private final Random random;
  private final Set<String> settled = new HashSet<>();
  private final Set<String> settling = new HashSet<>();

  Rooms(Scene scene, Line line, Memory memory, OwnState own, Random random) {
    this.scene = scene;
    this.line = line;
    this.memory = memory;
    this.own = own;
    this.random = random;
  }

  void begin() throws IOException {
    for (String room : List.copyOf(memory.rooms())) {
      join(room);
    }
  }

  /** The connection is over: what it asked for is never answered. */
  void end() {
    scene.joins.addAndGet(-memory.joining());
    memory.disconnected();
  }

  private void join(String room) throws IOException {
    Held held = memory.of(room);
    if (held.joining || held.joined) {
      return;
    }
    held.joining = true;
    JsonObject frame = Line.frame("join_room", room);
    long after = held.epoch().isEmpty() ? Joined.NOTHING : held.cursor();
    if (after != Joined.NOTHING) {
      JsonObject cursor = new JsonObject();
      cursor.addProperty("epoch", held.epoch());
      cursor.addProperty("seq", after);
      frame.add("after", cursor);
    }
    if (random.nextBoolean()) {
      frame.addProperty("limit", 1 + random.nextInt(200));
    }
    scene.joins.incrementAndGet();
    int begun = scene.history.size();
    line.ask(
        frame,
        reply -> joined(room, begun, after, reply),
        rejected -> {
          scene.joins.decrementAndGet();
          held.joining = false;
          line.requireTemporary(rejected, frame);
          line.later(rejected.again(), () -> join(room));
        });
  }

  private void joined(String room, int begun, long after, JsonObject frame) throws IOException {
    scene.joins.decrementAndGet();
    Page page = scene.wire.page(room, frame);
    JsonObject info = frame.getAsJsonObject("room");
    scene.history.add(
        new Joined(line.link, begun, after, Wire.flag(frame, "resumed"), Wire.look(info), page));
    own.show(begun, info);
    Held held = memory.of(room);
    held.joining = false;
    held.joined = true;
    held.take(page);
    pageIfLacking(room);
  }

  private void pageIfLacking(String room) throws IOException {
    Held held = memory.of(room);
    if (!held.joined || held.paging || !held.lacksSome()) {
      return;
    }
    held.paging = true;
    long after = held.cursor();
    int begun = scene.history.size();
    line.insist(
        after(room, after),
        reply -> {
          Page page = scene.wire.page(room, reply);
          scene.history.add(new Paged(line.link, begun, after, page));
          held.paging = false;
          held.take(page);
          pageIfLacking(room);
        },
        () -> {
          held.paging = false;
          pageIfLacking(room);
        });
  }

  private static JsonObject after(String room, long seq) {
    JsonObject frame = Line.frame("history", room);
    frame.addProperty("after", seq);
    return frame;
  }

  /**
   * Makes sure to have everything of every room; whether that is so. What was to come live is not
   * read: it would hide that it never came.
   */
  boolean settle() throws IOException {
    for (String room : memory.rooms()) {
      Held held = memory.of(room);
      if (held.joined && !held.lacksSome() && settling.add(room)) {
        line.insist(
            after(room, held.cursor()),
            reply -> {
              scene.history.add(new Settled(line.link, room));
              settled.add(room);
            },
            () -> settling.remove(room));
      }
    }
    return settled.containsAll(memory.rooms());
  }

  /** Takes up a room of a list, if it is a conversation that the device does not know. */
  void note(JsonObject room) throws IOException {
    if (Wire.text(room, "kind").equals("direct")) {
      meet(Wire.text(room, "id"));
    }
  }

  /** Takes up a conversation. */
  void meet(String room) throws IOException {
    scene.directs.put(room, Wire.people(room));
    if (!memory.knows(room)) {
      join(room);
    }
  }

  void live(Seen seen) throws IOException {
    scene.history.add(new Live(line.link, seen));
    String room = seen.event().room();
    Held held = memory.of(room);
    held.take(seen);
    if (held.epoch().isEmpty()) {
      join(room);
    } else {
      pageIfLacking(room);
    }
  }
}
