package chat.server.torture;

import chat.core.port.Patience;
import chat.server.TestWebSocket;
import chat.server.torture.history.Command;
import chat.server.torture.history.Link;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/** One connection of a device: what it asks, and what it makes of what comes. Confined to it. */
final class Talk {
  private final Scene scene;
  private final TestWebSocket socket;
  private final Line line;
  private final Outbox outbox;
  private final Rooms rooms;
  private final Commands commands;
  private final Reads reads;
  private final OwnState own;

  Talk(
      Scene scene,
      Link link,
      TestWebSocket socket,
      Memory memory,
      Outbox outbox,
      Map<String, Setting> settings,
      Random random) {
    this.scene = scene;
    this.socket = socket;
    this.outbox = outbox;
    this.line = new Line(scene, link, socket);
    this.own = new OwnState(scene, line, memory, settings, random);
    this.rooms = new Rooms(scene, line, memory, own, random);
    this.commands = new Commands(scene, line, outbox, rooms);
    this.reads = new Reads(scene, line, memory, random);
  }

  /**
   * Joins everything that is known, and sends again what was not answered.
   *
   * @param begun the length of the history when the connection was requested
   * @param talks whether the device also reads what is its user's own
   */
  void begin(int begun, boolean talks) throws IOException, InterruptedException {
    JsonObject welcome =
        Wire.parse(socket.poll(Patience.MILLIS).orElseThrow(() -> new IOException("no welcome")));
    noteAll(welcome);
    rooms.begin();
    commands.begin();
    own.begin(begun, welcome, talks);
  }

  /** The connection is over: what it asked for is never answered. */
  void end() {
    rooms.end();
    outbox.disconnected();
  }

  /** Takes what comes within a moment, and does what is due. */
  void take(int millis) throws IOException, InterruptedException {
    line.take(millis, this::take);
    commands.repeat();
  }

  void post(Command command) throws IOException {
    commands.post(command);
  }

  /** Sets something of the user's own. */
  void set() throws IOException {
    own.change();
  }

  /** Reads what it may read. */
  void look() throws IOException {
    reads.look();
  }

  /** Tries to read what it may not read. */
  void pry() throws IOException {
    reads.pry();
  }

  /** Makes sure to have everything of every room, and if it talks of the user's own; whether so. */
  boolean settle(boolean talks) throws IOException {
    boolean all = rooms.settle();
    return (!talks || own.settle()) && all;
  }

  private void take(JsonObject frame) throws IOException {
    if (Wire.isDurable(frame)) {
      rooms.live(scene.wire.seen(frame));
      return;
    }
    switch (Wire.text(frame, "type")) {
      case "marked_read",
          "notifications_set",
          "draft_changed",
          "thread_followed",
          "thread_marked" ->
          own.told(frame);
      case "rooms_changed" -> noteAll(frame);
      default -> {
        // who is there, who types
      }
    }
  }

  private void noteAll(JsonObject list) throws IOException {
    if (list.has("rooms")) {
      for (JsonElement each : list.getAsJsonArray("rooms")) {
        rooms.note(each.getAsJsonObject());
      }
    }
  }

  @Override
  public String toString() {
    return outbox.all().size() + " unanswered, " + line;
  }
}
