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

  /** The protocol's maximum of a page. */
  private static final int MOST_THREADS = 200;

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
      threads(false);
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
    JsonObject frame = setting.frame();
    line.ask(
        frame,
        reply -> {
          unanswered.remove(setting.value().thing());
          scene.history.add(new OwnAcked(line.link, setting.number()));
          read(begun, answered(setting, reply), false, NOT_COUNTED);
        },
        rejected -> rejected(setting, frame, begun, rejected));
  }

  private void rejected(Setting setting, JsonObject frame, int begun, Line.Rejected rejected) {
    if (rejected.temporary()) {
      line.later(rejected.again(), () -> send(setting));
    } else if (rejected.code().equals(setting.rejection())) {
      unanswered.remove(setting.value().thing());
      Own value = setting.value();
      read(begun, Own.follow(value.room(), value.root(), false), false, NOT_COUNTED);
    } else {
      line.requireTemporary(rejected, frame);
    }
  }

  private static Own answered(Setting setting, JsonObject reply) {
    return switch (setting.type()) {
      case MARK_READ, MARK_UNREAD -> OwnFrames.markOf(reply);
      case SET_NOTIFICATIONS -> OwnFrames.levelOf(Wire.text(reply, "room"), reply);
      case SAVE_DRAFT ->
          reply.has("current")
              ? OwnFrames.draftOf(reply.getAsJsonObject("current"))
              : setting.value();
      case FOLLOW_THREAD -> OwnFrames.followOf(reply);
      case MARK_THREAD -> OwnFrames.threadMarkOf(reply);
    };
  }

  private void read(int begun, Own value, boolean last, long unread) {
    scene.history.add(new OwnRead(line.link, begun, value, last, unread));
  }

  /** Takes the level that a RoomInfo shows, in which it is there for one's own rooms. */
  void show(int begun, JsonObject info) {
    if (info.has("level")) {
      read(begun, OwnFrames.levelOf(Wire.text(info, "id"), info), false, NOT_COUNTED);
    }
  }

  /** Takes what another connection of the user changed, or a reply in a thread. */
  void told(JsonObject frame) {
    Own value =
        switch (Wire.text(frame, "type")) {
          case "marked_read" -> OwnFrames.markOf(frame);
          case "notifications_set" -> OwnFrames.levelOf(Wire.text(frame, "room"), frame);
          case "thread_followed" -> OwnFrames.followOf(frame);
          case "thread_marked" -> OwnFrames.threadMarkOf(frame);
          default -> OwnFrames.draftOf(frame);
        };
    scene.history.add(new OwnTold(line.link, value));
  }

  /** Reads the state of all rooms for the last time; whether that is done. */
  boolean settle() throws IOException {
    if (!settling) {
      settling = true;
      drafts(true);
      threads(true);
      levels();
      for (String room : memory.rooms()) {
        mark(room, true);
      }
    }
    return settled.size() == memory.rooms().size() + 3;
  }

  private void mark(String room, boolean last) throws IOException {
    JsonObject frame = Line.frame("mark_read", room);
    frame.addProperty("seq", 0);
    int begun = scene.history.size();
    line.insist(
        frame,
        reply -> {
          read(
              begun,
              OwnFrames.markOf(reply),
              last,
              last ? Wire.number(reply, "unread") : NOT_COUNTED);
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
            read(begun, OwnFrames.levelOf(Wire.text(info, "id"), info), true, NOT_COUNTED);
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
            Own draft = OwnFrames.draftOf(each.getAsJsonObject());
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

  private void threads(boolean last) throws IOException {
    JsonObject frame = Line.frame("get_threads", "");
    frame.remove("room");
    frame.addProperty("limit", MOST_THREADS);
    int begun = scene.history.size();
    line.insist(
        frame,
        reply -> {
          Set<String> followed = new HashSet<>();
          for (JsonElement each : reply.getAsJsonArray("threads")) {
            JsonObject thread = each.getAsJsonObject();
            Own mark = OwnFrames.threadMarkOf(thread);
            Own follow = Own.follow(mark.room(), mark.root(), true);
            followed.add(follow.thing());
            read(begun, follow, last, NOT_COUNTED);
            read(begun, mark, last, last ? Wire.number(thread, "unread") : NOT_COUNTED);
          }
          if (!Wire.flag(reply, "more")) {
            notFollowed(begun, followed, last);
          }
          note(last, "threads");
        },
        () -> threads(last));
  }

  /** Of the threads that it knows. */
  private void notFollowed(int begun, Set<String> followed, boolean last) {
    Set<Own> others = new HashSet<>();
    for (String room : memory.rooms()) {
      for (Held.Known message : memory.of(room).latest()) {
        Own not = Own.follow(room, message.thread(), false);
        if (message.thread() > 0 && !followed.contains(not.thing())) {
          others.add(not);
        }
      }
    }
    others.forEach(each -> read(begun, each, last, NOT_COUNTED));
  }
}
