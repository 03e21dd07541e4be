package chat.server.torture;

import chat.core.port.Patience;
import chat.server.ServerProcess;
import chat.server.TestWebSocket;
import chat.server.torture.Scene.Person;
import chat.server.torture.Scene.Phase;
import chat.server.torture.history.Command;
import chat.server.torture.history.History;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * People who talk through a server that is killed again and again. In the end all come back, send
 * what is unanswered, and make sure to have everything. Confined to one thread.
 */
final class Torture {
  /**
   * Who takes part. Immutable.
   *
   * @param people how many people
   * @param devicesEach how many devices each of them has
   * @param talkers how many of the people say something
   * @param rooms ids of permanent rooms
   */
  record Cast(int people, int devicesEach, int talkers, List<String> rooms) {
    static final Cast FEW = new Cast(4, 3, 4, List.of("general", "random"));
    static final Cast CROWD = new Cast(300, 1, 6, List.of("general"));
  }

  /**
   * What came of it. Immutable.
   *
   * @param history what all clients did and saw
   * @param surprises what a server should never have done
   * @param summary the kills, in words
   * @param comebackMillis how long it took all devices to be back after the last start
   */
  record Outcome(
      List<History.Entry> history,
      List<String> surprises,
      String summary,
      long comebackMillis,
      int killsWhileStarting,
      int killsWhileJoining) {}

  private final String[] flags;
  private final long seed;
  private final Cast cast;
  private final List<Device> devices = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  Torture(long seed, Cast cast, String... flags) {
    this.seed = seed;
    this.cast = cast;
    this.flags = flags.clone();
  }

  /** Kills the server {@code kills} times. */
  Outcome run(int kills) throws Exception {
    Random random = new Random(seed);
    killWhileItIsMade(random);
    Scene scene = prepare();
    for (Person person : scene.people()) {
      boolean talks = devices.size() < cast.talkers() * cast.devicesEach();
      for (int i = 1; i <= cast.devicesEach(); i++) {
        Random own = new Random(random.nextLong());
        devices.add(new Device(scene, person, person.name() + "-" + i, talks, own));
      }
    }
    devices.forEach(device -> threads.add(new Thread(device, "device")));
    threads.forEach(Thread::start);
    Kills killing = new Kills(flags, scene, random, Torture::print);
    long comebackMillis;
    try {
      killing.run(kills);
      try (ServerProcess last = killing.start()) {
        scene.isAt(last.port());
        comebackMillis = settle(scene);
        end(scene);
        Doors.tryAll(scene, last.port());
      }
    } finally {
      end(scene);
    }
    requireAllSettled(scene);
    return new Outcome(
        scene.history.entries(),
        scene.surprises(),
        killing.summary() + ", " + scene.pryings + " attempts to pry",
        comebackMillis,
        killing.whileStarting(),
        killing.whileJoining());
  }

  static void print(String line) {
    System.out.println(line);
  }

  /** A store that is half made must be made whole by the next start. */
  private void killWhileItIsMade(Random random) throws Exception {
    try (ServerProcess first = ServerProcess.start(flags)) {
      var unused = first.isReadyWithin(300 + random.nextInt(700));
      first.kill();
    }
  }

  /** People who are members of all rooms; the first one is the author of the created room. */
  private Scene prepare() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<Person> people = new ArrayList<>();
    List<String> rooms = new ArrayList<>(cast.rooms());
    try (ServerProcess server = ServerProcess.start(flags)) {
      URI address = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
      for (int i = 1; i <= cast.people(); i++) {
        String name = "Person" + i;
        try (TestWebSocket line = TestWebSocket.open(client, address, "")) {
          JsonObject welcome = next(line, "welcome");
          ask(line, "set_username", Map.of("username", name), "username_set");
          if (rooms.size() == cast.rooms().size()) {
            Map<String, String> room = Map.of("kind", "public", "name", "Torture");
            JsonObject created = ask(line, "create_room", room, "room_created");
            rooms.add(Wire.text(created.getAsJsonObject("room"), "id"));
          }
          for (String room : rooms) {
            ask(line, "join_room", Map.of("room", room), "joined_room");
          }
          String id = Wire.text(welcome.getAsJsonObject("user"), "id");
          people.add(new Person(id, name, Wire.text(welcome, "session")));
        }
      }
      server.kill(); // what was acknowledged is there all the same
    }
    return new Scene(people, rooms, Map.of(rooms.get(rooms.size() - 1), people.get(0).id()));
  }

  private static JsonObject ask(
      TestWebSocket line, String type, Map<String, String> members, String answer)
      throws Exception {
    JsonObject frame = new JsonObject();
    frame.addProperty("type", type);
    members.forEach(frame::addProperty);
    line.send(frame.toString());
    return next(line, answer);
  }

  private static JsonObject next(TestWebSocket line, String type) throws Exception {
    while (true) {
      JsonObject frame = Wire.parse(line.poll(10_000).orElseThrow(() -> new IOException(type)));
      if (Wire.text(frame, "type").equals("error")) {
        throw new IOException("in place of " + type + " came " + frame);
      }
      if (Wire.text(frame, "type").equals(type)) {
        return frame;
      }
    }
  }

  /** How long it took all devices to be back, in milliseconds. */
  private long settle(Scene scene) throws Exception {
    long begin = System.nanoTime();
    await(scene, () -> devices.stream().allMatch(Device::isBack));
    long back = System.nanoTime() - begin;
    await(scene, () -> scene.made.containsAll(Command.EVENTS)); // also on a slow machine
    scene.enter(Phase.DELIVERING);
    await(scene, () -> devices.stream().allMatch(Device::isIdle));
    scene.enter(Phase.SETTLING);
    await(scene, () -> devices.stream().allMatch(Device::isSettled));
    return TimeUnit.NANOSECONDS.toMillis(back);
  }

  private void await(Scene scene, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "seed " + seed + " does not come to rest: " + restless() + scene.surprises());
      }
      scene.pause(10);
    }
  }

  private List<Device> restless() {
    return devices.stream().filter(each -> !each.isSettled()).limit(20).toList();
  }

  private void end(Scene scene) throws InterruptedException {
    scene.end();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** No device missed a whole conversation. */
  private void requireAllSettled(Scene scene) {
    for (Device device : devices) {
      Set<String> wanted = new TreeSet<>(scene.rooms());
      scene.directs.forEach(
          (room, people) -> {
            if (people.contains(device.person().id())) {
              wanted.add(room);
            }
          });
      if (!device.settledRooms().equals(wanted)) {
        scene.surprise(device + " has " + device.settledRooms() + " in place of " + wanted);
      }
    }
  }
}
