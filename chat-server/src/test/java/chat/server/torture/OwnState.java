package chat.server.torture;

import chat.server.torture.history.History.OwnAcked;
import chat.server.torture.history.History.OwnRead;
import chat.server.torture.history.History.OwnSent;
import chat.server.torture.history.History.OwnTold;
import chat.server.torture.history.Own;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What is a user's own, on one connection of a device: sets and reads it. Settings of one thing are
 * sent one by one, each again until it is answered. Confined to the device.
 */
final class OwnState {
  private static final long NOT_COUNTED = -1;

  private final Scene scene;
  private final Line line;
  private final Memory memory;
  private final Map<String, Setting> unanswered;
  private final Random random;
  private final Set<String> settled = new HashSet<>();
  private boolean settling;

  /**
   * @param unanswered what the device has sent and had no answer to, by the thing that it sets
   */
  OwnState(Scene scene, Line line, Memory memory, Map<String, Setting> unanswered, Random random) {
    this.scene = scene;
    this.line = line;
    this.memory = memory;
    this.unanswered = unanswered;
    this.random = random;
  }

  /** Sends again what was not answered, and if it talks looks after what was. */
  void begin(int begun, JsonObject welcome, boolean talks) throws IOException {
    for (JsonElement each : welcome.getAsJsonArray("rooms")) {
      show(begun, each.getAsJsonObject());
    }
    for (Setting setting : List.copyOf(unanswered.values())) {
      send(setting);
    }
    if (talks && random.nextInt(3) == 0) {
      drafts(false);
      for (String room : memory.rooms()) {
        mark(room, false);
      }
    }
  }

  /** Sets something of a room, unless the same thing is being set. */
  void change() throws IOException {
    List<String> rooms = memory.rooms().stream().filter(room -> memory.of(room).joined).toList();
    if (rooms.isEmpty()) {
      return;
    }
    String room = rooms.get(random.nextInt(rooms.size()));
    long number = scene.numbers.incrementAndGet();
    Setting setting = Setting.make(number, room, memory.of(room), random);
    if (unanswered.putIfAbsent(setting.value().thing(), setting) == null) {
      send(setting);
    }
  }

  private void send(Setting setting) throws IOException {
    int begun = scene.history.size();
    scene.history.add(
        new OwnSent(line.link, setting.number(), setting.value(), setting.setsBack()));
    line.insist(
        setting.frame(),
        reply -> {
          unanswered.remove(setting.value().thing());
          scene.history.add(new OwnAcked(line.link, setting.number()));
          read(begun, answered(setting, reply), false, NOT_COUNTED);
        },
        () -> send(setting));
  }

  private static Own answered(Setting setting, JsonObject reply) {
    return switch (setting.type()) {
      case MARK_READ, MARK_UNREAD -> markOf(reply);
      case SET_NOTIFICATIONS -> levelOf(Wire.text(reply, "room"), reply);
      case SAVE_DRAFT ->
          reply.has("current") ? draftOf(reply.getAsJsonObject("current")) : setting.value();
    };
  }

  private static Own markOf(JsonObject frame) {
    return Own.mark(Wire.text(frame, "room"), Wire.number(frame, "seq"));
  }

  private static Own levelOf(String room, JsonObject frame) {
    String until = Wire.text(frame, "until");
    return Own.level(room, Wire.text(frame, "level") + (until.isEmpty() ? "" : " " + until));
  }

  private static Own draftOf(JsonObject frame) {
    return Own.draft(
        Wire.text(frame, "room"),
        Wire.number(frame, "root"),
        Wire.number(frame, "rev"),
        Wire.text(frame, "text"));
  }

  private void read(int begun, Own value, boolean last, long unread) {
    scene.history.add(new OwnRead(line.link, begun, value, last, unread));
  }

  /** Takes the level that a RoomInfo shows, in which it is there for one's own rooms. */
  void show(int begun, JsonObject info) {
    if (info.has("level")) {
      read(begun, levelOf(Wire.text(info, "id"), info), false, NOT_COUNTED);
    }
  }

  /** Takes what another connection of the user changed. */
  void told(JsonObject frame) {
    Own value =
        switch (Wire.text(frame, "type")) {
          case "marked_read" -> markOf(frame);
          case "notifications_set" -> levelOf(Wire.text(frame, "room"), frame);
          default -> draftOf(frame);
        };
    scene.history.add(new OwnTold(line.link, value));
  }

  /** Reads the state of all rooms for the last time; whether that is done. */
  boolean settle() throws IOException {
    if (!settling) {
      settling = true;
      drafts(true);
      levels();
      for (String room : memory.rooms()) {
        mark(room, true);
      }
    }
    return settled.size() == memory.rooms().size() + 2;
  }

  private void mark(String room, boolean last) throws IOException {
    JsonObject frame = Line.frame("mark_read", room);
    frame.addProperty("seq", 0);
    int begun = scene.history.size();
    line.insist(
        frame,
        reply -> {
          read(begun, markOf(reply), last, last ? Wire.number(reply, "unread") : NOT_COUNTED);
          note(last, "mark of " + room);
        },
        () -> mark(room, last));
  }

  private void note(boolean last, String what) {
    if (last) {
      settled.add(what);
    }
  }

  private void levels() throws IOException {
    JsonObject frame = Line.frame("get_rooms", "");
    frame.remove("room");
    frame.addProperty("own", true);
    int begun = scene.history.size();
    line.insist(
        frame,
        reply -> {
          for (JsonElement each : reply.getAsJsonArray("rooms")) {
            JsonObject info = each.getAsJsonObject();
            read(begun, levelOf(Wire.text(info, "id"), info), true, NOT_COUNTED);
          }
          settled.add("levels");
        },
        this::levels);
  }

  private void drafts(boolean last) throws IOException {
    JsonObject frame = Line.frame("get_drafts", "");
    frame.remove("room");
    int begun = scene.history.size();
    line.insist(
        frame,
        reply -> {
          Map<String, Own> there = new HashMap<>();
          for (JsonElement each : reply.getAsJsonArray("drafts")) {
            Own draft = draftOf(each.getAsJsonObject());
            there.put(draft.thing(), draft);
          }
          for (String room : memory.rooms()) {
            for (long root = 0; root <= Setting.ROOTS; root++) {
              Own gone = Own.draft(room, root, Own.NONE, "");
              read(begun, there.getOrDefault(gone.thing(), gone), last, NOT_COUNTED);
            }
          }
          note(last, "drafts");
        },
        () -> drafts(last));
  }
}
