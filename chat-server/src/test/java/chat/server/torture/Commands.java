package chat.server.torture;

import chat.server.torture.history.Command;
import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.History.Refused;
import chat.server.torture.history.History.Sent;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands of a device on one connection: each is sent under its key until it has its final
 * answer. Confined to the device.
 */
final class Commands {
  /** How the server may reject a command for good, because others changed the same thing. */
  private static final Map<Class<?>, Set<String>> REJECTIONS =
      Map.of(
          Command.Send.class, Set.of("not_found"),
          Command.Edit.class, Set.of("not_found", "conflict"),
          Command.React.class, Set.of("not_found"),
          Command.Pin.class, Set.of("not_found", "invalid"));

  private final Scene scene;
  private final Line line;
  private final Outbox outbox;
  private final Rooms rooms;

  Commands(Scene scene, Line line, Outbox outbox, Rooms rooms) {
    this.scene = scene;
    this.line = line;
    this.outbox = outbox;
    this.rooms = rooms;
  }

  /** Sends again what was not answered. */
  void begin() throws IOException {
    for (Command command : outbox.all()) {
      send(command, true);
    }
  }

  /** Sends again what is due. */
  void repeat() throws IOException {
    for (Command command : outbox.due(Line.now())) {
      send(command, true);
    }
  }

  /** Sends a new command, unless one about the same thing is under way. */
  void post(Command command) throws IOException {
    if (!outbox.isBusyWith(command)) {
      outbox.add(command);
      send(command, false);
    }
  }

  private void send(Command command, boolean retry) throws IOException {
    JsonObject frame = Line.frame(command.type(), command.room());
    frame.addProperty("client_id", command.clientId());
    command.write(frame);
    int begun = scene.history.size();
    scene.history.add(new Sent(line.link, command, retry));
    line.ask(
        frame,
        reply -> acked(command, reply),
        rejected -> refused(command, frame, begun, rejected));
  }

  private void acked(Command command, JsonObject reply) throws IOException {
    String room = Wire.text(reply, "room");
    scene.history.add(
        new Acked(
            line.link,
            room,
            Wire.number(reply, "seq"),
            Wire.text(reply, "client_id"),
            Wire.text(reply, "at"),
            Wire.flag(reply, "duplicate")));
    if (Wire.flag(reply, "unchanged") != !reply.has("seq")
        || Wire.number(reply, "target") != command.target()) {
      scene.surprise(line.link + " sent " + command + " and received " + reply);
    }
    if (reply.has("seq")) {
      scene.made.add(command.event());
      scene.stored.incrementAndGet();
    }
    outbox.answered(command.clientId());
    if (command instanceof Command.Send send && !send.to().isEmpty()) {
      rooms.meet(room);
    }
  }

  private void refused(Command command, JsonObject frame, int begun, Line.Rejected rejected) {
    boolean forGood = !rejected.temporary();
    scene.history.add(new Refused(line.link, command.clientId(), rejected.code(), forGood));
    if (!forGood) {
      outbox.refused(command.clientId(), rejected.again());
      return;
    }
    outbox.answered(command.clientId());
    if (!REJECTIONS.getOrDefault(command.getClass(), Set.of()).contains(rejected.code())) {
      line.requireTemporary(rejected, frame);
    }
    if (rejected.code().equals("conflict")) {
      JsonObject current = rejected.error().getAsJsonObject("current");
      scene.history.add(
          new Peeked(line.link, begun, command.room(), 0, List.of(scene.wire.seen(current))));
    }
  }
}
