package chat.server.torture;

import chat.core.port.Patience;
import chat.server.TestWebSocket;
import chat.server.torture.History.Acked;
import chat.server.torture.History.Joined;
import chat.server.torture.History.Link;
import chat.server.torture.History.Live;
import chat.server.torture.History.Page;
import chat.server.torture.History.Paged;
import chat.server.torture.History.Refused;
import chat.server.torture.History.Said;
import chat.server.torture.History.Sent;
import chat.server.torture.History.Settled;
import chat.server.torture.Outbox.Message;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One connection of a device: what it asks, and what it makes of what comes. Confined to it. */
final class Talk {
  private static final Set<String> TEMPORARY = Set.of("busy", "unavailable", "rate_limited");
  private static final int RETRY_MILLIS = 100;

  private enum Wish {
    JOIN,
    PAGE,
    SETTLE,
    PRY,
    SEND
  }

  /** What was asked for. {@code about} is a room, or the {@code client_id} of a send. */
  private record Asked(Wish wish, String about, long after) {}

  private record Later(long at, Wish wish, String room) {}

  private final Scene scene;
  private final Link link;
  private final TestWebSocket line;
  private final Memory memory;
  private final Outbox outbox;
  private final Random random;
  private final Map<String, Asked> asked = new HashMap<>();
  private final List<Later> later = new ArrayList<>();
  private final Set<String> settled = new HashSet<>();
  private final Set<String> settling = new HashSet<>();
  private int asks;

  Talk(Scene scene, Link link, TestWebSocket line, Memory memory, Outbox outbox, Random random) {
    this.scene = scene;
    this.link = link;
    this.line = line;
    this.memory = memory;
    this.outbox = outbox;
    this.random = random;
  }

  /** Joins everything that is known, and sends again what was not acknowledged. */
  void begin() throws IOException, InterruptedException {
    JsonObject welcome =
        Wire.parse(line.poll(Patience.MILLIS).orElseThrow(() -> new IOException("no welcome")));
    for (JsonElement each : welcome.getAsJsonArray("rooms")) {
      noteDirect(each.getAsJsonObject());
    }
    for (String room : List.copyOf(memory.rooms())) {
      join(room);
    }
    for (Message message : outbox.all()) {
      send(message, true);
    }
  }

  /** The connection is over: what it asked for is never answered. */
  void end() {
    asked.values().stream()
        .filter(each -> each.wish() == Wish.JOIN)
        .forEach(each -> scene.joins.decrementAndGet());
    memory.disconnected();
    outbox.disconnected();
  }

  /** Takes what comes within a moment, and does what is due. */
  void take(int millis) throws IOException, InterruptedException {
    var frame = line.poll(millis);
    while (frame.isPresent()) {
      take(Wire.parse(frame.get()));
      frame = line.poll(0);
    }
    long now = now();
    for (Later each : List.copyOf(later)) {
      if (each.at() <= now) {
        later.remove(each);
        again(each);
      }
    }
    for (Message message : outbox.due(now)) {
      send(message, true);
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private void again(Later each) throws IOException {
    if (each.wish() == Wish.JOIN) {
      join(each.room());
    } else if (each.wish() == Wish.PAGE) {
      pageIfLacking(each.room());
    } else {
      settling.remove(each.room());
    }
  }

  // What is asked.

  void post(Message message) throws IOException {
    outbox.add(message);
    send(message, false);
  }

  private void send(Message message, boolean retry) throws IOException {
    JsonObject frame = frame("send_message", message.room());
    frame.addProperty("text", message.said());
    frame.addProperty("client_id", message.clientId());
    scene.history.add(
        new Sent(link, message.room(), message.clientId(), message.text(), message.to(), retry));
    ask(frame, new Asked(Wish.SEND, message.clientId(), 0));
  }

  private void join(String room) throws IOException {
    Held held = memory.of(room);
    if (held.joining || held.joined) {
      return;
    }
    held.joining = true;
    JsonObject frame = frame("join_room", room);
    long after = Joined.NOTHING;
    if (!held.epoch().isEmpty()) {
      after = held.cursor();
      JsonObject cursor = new JsonObject();
      cursor.addProperty("epoch", held.epoch());
      cursor.addProperty("seq", after);
      frame.add("after", cursor);
    }
    if (random.nextBoolean()) {
      frame.addProperty("limit", 1 + random.nextInt(200));
    }
    scene.joins.incrementAndGet();
    ask(frame, new Asked(Wish.JOIN, room, after));
  }

  private void pageIfLacking(String room) throws IOException {
    Held held = memory.of(room);
    if (held.joined && !held.paging && held.lacksSome()) {
      held.paging = true;
      history(Wish.PAGE, room, held.cursor());
    }
  }

  private void history(Wish wish, String room, long after) throws IOException {
    JsonObject frame = frame("history", room);
    frame.addProperty("after", after);
    ask(frame, new Asked(wish, room, after));
  }

  /** Tries to read what two others say to each other. */
  void pry() throws IOException {
    for (Map.Entry<String, Set<String>> each : scene.directs.entrySet()) {
      if (!each.getValue().contains(link.person()) && random.nextInt(3) == 0) {
        scene.pryings.incrementAndGet();
        history(Wish.PRY, each.getKey(), 0);
        ask(frame("join_room", each.getKey()), new Asked(Wish.PRY, each.getKey(), -1));
        return;
      }
    }
  }

  /**
   * Makes sure to have everything of every room; whether that is so. What was to come live is not
   * asked for: it would hide that it never came.
   */
  boolean settle() throws IOException {
    for (String room : memory.rooms()) {
      Held held = memory.of(room);
      if (held.joined && !held.lacksSome() && settling.add(room)) {
        history(Wish.SETTLE, room, held.cursor());
      }
    }
    return settled.containsAll(memory.rooms());
  }

  private static JsonObject frame(String type, String room) {
    JsonObject frame = new JsonObject();
    frame.addProperty("type", type);
    frame.addProperty("room", room);
    return frame;
  }

  private void ask(JsonObject frame, Asked what) throws IOException {
    String id = "q" + ++asks;
    frame.addProperty("id", id);
    asked.put(id, what);
    line.send(frame.toString());
  }

  // What comes.

  private void take(JsonObject frame) throws IOException {
    Asked answered = asked.remove(Wire.text(frame, "re"));
    switch (Wire.text(frame, "type")) {
      case "new_message" -> live(scene.wire.said(frame));
      case "message_sent" -> acked(frame);
      case "joined_room" -> joined(answered, frame);
      case "history" -> read(answered, frame);
      case "error" -> refused(answered, frame);
      case "rooms_changed" -> {
        if (frame.has("rooms")) {
          for (JsonElement each : frame.getAsJsonArray("rooms")) {
            noteDirect(each.getAsJsonObject());
          }
        }
      }
      default -> {
        // who is there, who types
      }
    }
  }

  /** Takes up a conversation that it has not heard of. */
  private void noteDirect(JsonObject room) throws IOException {
    if (Wire.text(room, "kind").equals("direct")) {
      meet(Wire.text(room, "id"));
    }
  }

  private void meet(String room) throws IOException {
    scene.directs.put(room, Wire.people(room));
    if (!memory.knows(room)) {
      join(room);
    }
  }

  private void live(Said said) throws IOException {
    scene.history.add(new Live(link, said));
    Held held = memory.of(said.room());
    held.take(said.seq());
    if (held.epoch().isEmpty()) {
      join(said.room());
    } else {
      pageIfLacking(said.room());
    }
  }

  private void acked(JsonObject frame) throws IOException {
    String room = Wire.text(frame, "room");
    String clientId = Wire.text(frame, "client_id");
    scene.history.add(
        new Acked(
            link,
            room,
            frame.get("seq").getAsLong(),
            clientId,
            Wire.text(frame, "at"),
            Wire.flag(frame, "duplicate")));
    var message = outbox.acknowledged(clientId);
    if (message.isPresent() && !message.get().to().isEmpty()) {
      meet(room);
    }
  }

  private void joined(Asked join, JsonObject frame) throws IOException {
    if (join.wish() == Wish.JOIN) {
      scene.joins.decrementAndGet();
    }
    Page page = scene.wire.page(join.about(), frame);
    scene.history.add(new Joined(link, join.after(), Wire.flag(frame, "resumed"), page));
    Held held = memory.of(join.about());
    held.joining = false;
    held.joined = true;
    held.take(page);
    pageIfLacking(join.about());
  }

  private void read(Asked history, JsonObject frame) throws IOException {
    Page page = scene.wire.page(history.about(), frame);
    if (history.wish() == Wish.SETTLE) {
      scene.history.add(new Settled(link, history.about()));
      settled.add(history.about());
      return;
    }
    scene.history.add(new Paged(link, history.after(), page));
    Held held = memory.of(history.about());
    held.paging = false;
    held.take(page);
    pageIfLacking(history.about());
  }

  private void refused(Asked what, JsonObject frame) {
    String code = Wire.text(frame, "code");
    boolean temporary = TEMPORARY.contains(code);
    if (what == null) {
      scene.surprise(link + " was told " + frame);
      return;
    }
    if (!temporary && !(what.wish() == Wish.PRY && code.equals("not_found"))) {
      scene.surprise(link + " asked for " + what + " and was told " + frame);
    }
    JsonElement wait = frame.get("retry_after_ms");
    long again = now() + (wait == null ? RETRY_MILLIS : wait.getAsLong());
    switch (what.wish()) {
      case JOIN -> {
        scene.joins.decrementAndGet();
        memory.of(what.about()).joining = false;
        later.add(new Later(again, Wish.JOIN, what.about()));
      }
      case PAGE -> {
        memory.of(what.about()).paging = false;
        later.add(new Later(again, Wish.PAGE, what.about()));
      }
      case SETTLE -> later.add(new Later(again, Wish.SETTLE, what.about()));
      case SEND -> {
        scene.history.add(new Refused(link, what.about(), code));
        outbox.refused(what.about(), again);
      }
      case PRY -> {
        // as it should be
      }
    }
  }

  @Override
  public String toString() {
    return outbox.all().size() + " unacknowledged, waits for " + asked.values();
  }
}
