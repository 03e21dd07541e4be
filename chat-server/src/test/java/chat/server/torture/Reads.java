package chat.server.torture;

import chat.server.torture.Held.Known;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.History.Version;
import chat.server.torture.history.History.Versions;
import chat.server.torture.history.Seen;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Reads of a device on one connection beside joins and resuming. Confined to the device. */
final class Reads {
  private static final int SEQS = 8;

  private final Scene scene;
  private final Line line;
  private final Memory memory;
  private final Random random;

  Reads(Scene scene, Line line, Memory memory, Random random) {
    this.scene = scene;
    this.line = line;
    this.memory = memory;
    this.random = random;
  }

  /** Reads something of the latest messages of a room, in one of the ways that there are. */
  void look() throws IOException {
    List<String> rooms = List.copyOf(memory.rooms());
    String room = rooms.get(random.nextInt(rooms.size()));
    List<Known> latest = memory.of(room).latest();
    if (latest.isEmpty() || !memory.of(room).joined) {
      return;
    }
    Known message = latest.get(random.nextInt(latest.size()));
    switch (random.nextInt(6)) {
      case 0 -> messages(room, message.seq());
      case 1 -> thread(room, message.thread() > 0 ? message.thread() : message.seq());
      case 2 -> pins(room);
      case 3 -> versions(room, message.seq());
      case 4 -> mentions();
      default -> before(room, message.seq());
    }
  }

  private void messages(String room, long last) throws IOException {
    JsonObject frame = Line.frame("get_messages", room);
    JsonArray seqs = new JsonArray();
    for (long seq = last; seq > Math.max(0, last - SEQS); seq--) {
      seqs.add(seq);
    }
    frame.add("seqs", seqs);
    page(frame, room, "");
  }

  private void thread(String room, long root) throws IOException {
    JsonObject frame = Line.frame("get_thread", room);
    frame.addProperty("root", root);
    page(frame, room, "not_found");
  }

  private void before(String room, long seq) throws IOException {
    JsonObject frame = Line.frame("history", room);
    frame.addProperty("before", seq);
    frame.addProperty("limit", 1 + random.nextInt(30));
    page(frame, room, "");
  }

  private void page(JsonObject frame, String room, String rejection) throws IOException {
    int begun = scene.history.size();
    line.tryToRead(
        frame,
        rejection,
        reply -> {
          List<Seen> events = new ArrayList<>();
          for (JsonElement each : reply.getAsJsonArray("events")) {
            events.add(scene.wire.seen(each.getAsJsonObject()));
          }
          long head = Wire.number(reply.getAsJsonObject("head"), "seq");
          scene.history.add(new Peeked(line.link, begun, room, head, events));
        });
  }

  private void pins(String room) throws IOException {
    int begun = scene.history.size();
    line.tryToRead(
        Line.frame("get_pins", room),
        "",
        reply -> {
          List<Seen> pinned = new ArrayList<>();
          for (JsonElement each : reply.getAsJsonArray("pins")) {
            pinned.add(scene.wire.seen(each.getAsJsonObject().getAsJsonObject("message")));
          }
          scene.history.add(new Peeked(line.link, begun, room, 0, pinned));
          if (!pinned.stream().allMatch(each -> each.content().pinned())) {
            scene.surprise(line.link + " read as pins " + pinned);
          }
        });
  }

  /** Reads the messages that mention the user, each with its room. */
  private void mentions() throws IOException {
    JsonObject frame = Line.frame("get_mentions", "");
    frame.remove("room");
    int begun = scene.history.size();
    line.tryToRead(
        frame,
        "",
        reply -> {
          for (JsonElement each : reply.getAsJsonArray("events")) {
            JsonObject message = each.getAsJsonObject();
            List<Seen> seen = List.of(scene.wire.seen(message));
            scene.history.add(new Peeked(line.link, begun, Wire.text(message, "room"), 0, seen));
          }
        });
  }

  private void versions(String room, long seq) throws IOException {
    JsonObject frame = Line.frame("get_versions", room);
    frame.addProperty("seq", seq);
    int begun = scene.history.size();
    line.tryToRead(
        frame,
        "not_found",
        reply -> {
          List<Version> versions = new ArrayList<>();
          for (JsonElement each : reply.getAsJsonArray("versions")) {
            JsonObject version = each.getAsJsonObject();
            versions.add(
                new Version(
                    Wire.number(version, "rev"),
                    Wire.text(version, "at"),
                    Wire.text(version, "text")));
          }
          if (!Wire.flag(reply, "more")) {
            scene.history.add(new Versions(line.link, begun, room, seq, versions));
          }
        });
  }

  /** Tries to read a conversation of two other people. */
  void pry() throws IOException {
    for (Map.Entry<String, Set<String>> each : scene.directs.entrySet()) {
      if (!each.getValue().contains(line.link.person()) && random.nextInt(3) == 0) {
        scene.pryings.incrementAndGet();
        String room = each.getKey();
        for (String type : List.of("history", "join_room", "get_pins")) {
          JsonObject frame = Line.frame(type, room);
          line.tryToRead(
              frame,
              "not_found",
              reply -> scene.surprise(line.link + " sent " + frame + " and received " + reply));
        }
        return;
      }
    }
  }
}
