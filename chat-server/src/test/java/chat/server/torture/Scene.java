package chat.server.torture;

import chat.server.torture.history.History;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all devices of a run share: where the server is, how far things are. Thread-safe. */
final class Scene {
  /** What devices do. Only goes forward. */
  enum Phase {
    /** All devices send new commands. */
    TALKING,
    /** What was sent is sent again until it is answered. */
    DELIVERING,
    /** All devices make sure to have everything. */
    SETTLING
  }

  /** A user with a few devices. Immutable. */
  record Person(String id, String name, String session) {}

  final HttpClient client = HttpClient.newHttpClient();
  final History history = new History();
  final Wire wire = new Wire();

  /** Joins that were asked for on connections that are up, and not answered. */
  final AtomicInteger joins = new AtomicInteger();

  final AtomicInteger pryings = new AtomicInteger();

  /** Numbers the commands about a user's own state. */
  final AtomicLong numbers = new AtomicLong();

  /** How many events were acknowledged, once each. */
  final AtomicInteger stored = new AtomicInteger();

  /** Types of events that were acknowledged. */
  final Set<String> made = ConcurrentHashMap.newKeySet();

  /** Direct conversations that there are, and their people. */
  final Map<String, Set<String>> directs = new ConcurrentHashMap<>();

  private final CountDownLatch over = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final List<Person> people;
  private final List<String> rooms;
  private final Map<String, String> authors;
  private volatile URI address;
  private volatile Phase phase = Phase.TALKING;

  /**
   * @param authors the ids of the users who created a room, by room
   */
  Scene(List<Person> people, List<String> rooms, Map<String, String> authors) {
    this.people = List.copyOf(people);
    this.rooms = List.copyOf(rooms);
    this.authors = Map.copyOf(authors);
  }

  List<Person> people() {
    return people;
  }

  List<String> rooms() {
    return rooms;
  }

  /** Whether the user may change the name and the topic of the room. */
  boolean mayChange(Person person, String room) {
    return person.id().equals(authors.get(room));
  }

  /** Whether the user may pin messages of the room, of which they are a member. */
  boolean mayPin(Person person, String room) {
    return directs.containsKey(room) || mayChange(person, room);
  }

  /** Where the server is; empty while it is down. */
  Optional<URI> address() {
    return Optional.ofNullable(address);
  }

  void isAt(int port) {
    address = URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  void isDown() {
    address = null;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** What a server should never have done. */
  void surprise(String what) {
    surprises.add(what);
  }

  List<String> surprises() {
    return new ArrayList<>(surprises);
  }

  void end() {
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits, or until the run is over. */
  void pause(long millis) throws InterruptedException {
    var unused = over.await(millis, TimeUnit.MILLISECONDS);
  }
}
