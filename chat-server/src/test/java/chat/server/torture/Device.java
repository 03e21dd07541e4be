package chat.server.torture;

import chat.server.TestWebSocket;
import chat.server.torture.Scene.Person;
import chat.server.torture.Scene.Phase;
import chat.server.torture.history.Command;
import chat.server.torture.history.Link;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A device of a user: it connects whenever it can, goes on where it was, and sends commands until
 * the talking ends. Confined to its thread, but for what others ask it.
 */
final class Device implements Runnable {
  private static final int LOOK_MILLIS = 10;
  private static final int LISTEN_MILLIS = 200;
  private static final int LONGEST_PAUSE_MILLIS = 150;
  private static final int LONGEST_BURST = 6;
  private static final double VANISHES = 0.002;
  private static final double FORGETS = 0.1;

  private final Scene scene;
  private final Person person;
  private final String name;
  private final boolean talks;
  private final Random random;
  private final Outbox outbox = new Outbox();
  private final Map<String, Setting> settings = new LinkedHashMap<>(); // those unanswered
  private final Writer writer;
  private Memory memory;
  private int generation = 1;
  private int connections;
  private volatile boolean back;
  private volatile boolean idle;
  private volatile boolean settled;
  private volatile String state = "new";

  Device(Scene scene, Person person, String name, boolean talks, Random random) {
    this.scene = scene;
    this.person = person;
    this.name = name;
    this.talks = talks;
    this.random = random;
    this.writer = new Writer(scene, person, name, random);
    this.memory = new Memory(scene.rooms());
  }

  Person person() {
    return person;
  }

  /** Whether it is connected and has joined everything that it knows. */
  boolean isBack() {
    return back;
  }

  /** Whether all its commands are answered. */
  boolean isIdle() {
    return idle;
  }

  /** Whether it has everything there is. */
  boolean isSettled() {
    return settled;
  }

  /** Its name in the history: it is another device when it has forgotten everything. */
  private String called() {
    return name + "." + generation;
  }

  @Override
  public void run() {
    try {
      while (!scene.isOver()) {
        Optional<URI> address = scene.address();
        if (address.isPresent()) {
          visit(address.get());
        }
        scene.pause(random.nextInt(60));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      StackTraceElement[] trace = e.getStackTrace();
      scene.surprise(name + " failed: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private void visit(URI address) throws InterruptedException {
    if (scene.phase() == Phase.TALKING && random.nextDouble() < FORGETS) {
      generation++;
      memory = new Memory(scene.rooms());
    }
    Link link = new Link(person.id(), called(), ++connections);
    int begun = scene.history.size();
    try (TestWebSocket socket = TestWebSocket.open(scene.client, address, person.session())) {
      Talk talk = new Talk(scene, link, socket, memory, outbox, settings, random);
      try {
        talk.begin(begun, talks);
        stay(talk);
      } finally {
        back = false;
        talk.end();
      }
    } catch (IOException e) {
      state = "gone: " + e.getMessage(); // it comes back
    }
  }

  private void stay(Talk talk) throws IOException, InterruptedException {
    long next = System.nanoTime();
    while (!scene.isOver()) {
      talk.take(talks ? LOOK_MILLIS : LISTEN_MILLIS);
      back = memory.isJoined();
      boolean talking = scene.phase() == Phase.TALKING;
      if (talking && talks && random.nextDouble() < VANISHES) {
        return;
      }
      if (talking && talks && System.nanoTime() - next > 0) {
        next = System.nanoTime() + 1_000_000L * random.nextInt(LONGEST_PAUSE_MILLIS);
        act(talk);
      }
      idle = !talking && outbox.isEmpty() && settings.isEmpty();
      if (scene.phase() == Phase.SETTLING) {
        settled = talk.settle(talks);
      }
      state = talk.toString();
    }
  }

  private void act(Talk talk) throws IOException {
    for (int i = random.nextInt(LONGEST_BURST); i >= 0 && !outbox.isFull(); i--) {
      Optional<Command> next = writer.next(memory);
      if (next.isPresent()) {
        talk.post(next.get());
      }
    }
    switch (random.nextInt(8)) {
      case 0 -> talk.pry();
      case 1, 2 -> talk.set();
      case 3, 4 -> talk.look();
      default -> {
        // enough for now
      }
    }
  }

  /** Where it has a settled view of everything. */
  Set<String> settledRooms() {
    return settled ? new TreeSet<>(memory.rooms()) : Set.of();
  }

  @Override
  public String toString() {
    return called() + ": " + state;
  }
}
