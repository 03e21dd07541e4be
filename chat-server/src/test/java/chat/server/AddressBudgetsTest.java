package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.config.ServerConfig;
import chat.server.limit.AddressBlock;
import chat.server.limit.CommandLimiter;
import chat.server.limit.RateLimits;
import chat.server.wire.ClientCommand;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The default budgets of an address, used as by sockets and REST, in simulated time: they do not
 * affect 300 users who share an address, and they limit an attacker who has it alone.
 */
final class AddressBudgetsTest {
  private static final int PEOPLE = 300;
  private static final int ARRIVAL_MILLIS = 600_000;
  private static final int END_MILLIS = 1_800_000;
  private static final int WIFI_DROPS_AT_MILLIS = 650_000;
  private static final int DEAD_SOCKET_MILLIS = 60_000;
  private static final AddressBlock OFFICE = block("192.0.2.1");

  private final ManualClock clock = new ManualClock();
  private final RateLimits limits = new RateLimits(defaults(), ClientCommand::rate, clock);

  private static chat.server.limit.LimitSettings defaults() {
    return ((ServerConfig.Run) ServerConfig.parse(Map.of(), List.of())).config().limits();
  }

  private static AddressBlock block(String address) {
    try {
      return AddressBlock.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An event of the simulation. */
  private record Event(long at, long order, Runnable work) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int first = Long.compare(at, other.at);
      return first == 0 ? Long.compare(order, other.order) : first;
    }
  }

  /** Runs events in the order of their time, which is the time of the limits. */
  private final class Timeline {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long added;

    void at(long millis, Runnable work) {
      events.add(new Event(millis, added++, work));
    }

    void after(double millis, Runnable work) {
      at(now + Math.round(millis), work);
    }

    void run(long end) {
      while (!events.isEmpty() && events.peek().at() <= end) {
        Event next = events.remove();
        clock.passMillis(next.at() - now);
        now = next.at();
        next.work().run();
      }
    }
  }

  /** Counts accepted and rejected commands. */
  private static final class Tally {
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();

    void add(String what, long wait) {
      done.merge(what, 1, Integer::sum);
      if (wait > 0) {
        refused.add(what);
      }
    }
  }

  /** A user in the office, with one browser tab. */
  private final class Person {
    private final Timeline time;
    private final Random random;
    private final Tally tally;
    private final int number;
    private final User user;
    private final Set<RoomId> rooms = new HashSet<>();
    private CommandLimiter connection;
    private int sent;

    Person(int number, Timeline time, Random random, Tally tally) {
      this.number = number;
      this.time = time;
      this.random = random;
      this.tally = tally;
      User.Kind kind = number % 3 == 0 ? User.Kind.GUEST : User.Kind.REGISTERED;
      this.user = new User(UserId.of("p" + number), "p" + number, kind);
    }

    private void count(String what, long wait) {
      tally.add(what, wait);
    }

    private void request() {
      count("request", limits.request(OFFICE));
      count("request of a user", limits.request(user));
    }

    void arrive() {
      loadPage();
      if (number % 3 == 0) {
        count("guest", limits.guest(OFFICE));
      } else if (number % 3 == 1) {
        count("registration", limits.registration(OFFICE));
      } else {
        count("sign-in", limits.signIns().from(OFFICE, user.name()).waitMillis());
      }
      connect();
      if (number % 3 == 0) {
        ask("name", new SetUsername("Person" + number));
      }
      ask("page", new ListRooms(Optional.empty(), OptionalInt.empty()));
      for (String room : List.of("general", "random", "tea", "news", "help", "team" + number % 9)) {
        ask("join", new JoinRoom(RoomId.of(room)));
        rooms.add(RoomId.of(room));
        readBack(RoomId.of(room));
      }
      if (number % 10 == 0) {
        ask("code room", new CreateCodeRoom(Optional.empty()));
      } else if (number % 10 < 4) {
        ask("right code", new JoinByCode("RIGHT"));
      }
      if (number % 100 == 50) {
        wrongCode();
      }
      if (number % 15 == 7) {
        ask("public room", new CreatePublicRoom("Room " + number));
      }
      live();
    }

    private void loadPage() {
      for (int i = 0; i < 6; i++) {
        count("load", limits.requestConnections().enter(OFFICE, false) ? 0 : 1);
        time.after(2_000, () -> limits.requestConnections().leave(OFFICE));
      }
      for (int i = 0; i < 4; i++) {
        request();
      }
    }

    private void connect() {
      count("upgrade", limits.request(OFFICE));
      boolean isKnown = user.kind() != User.Kind.GUEST;
      count("connection", limits.connections().enter(OFFICE, isKnown) ? 0 : 1);
      connection = limits.of(user, OFFICE, isKnown, rooms::contains);
    }

    /** Reconnects with the session; the old socket ends when the server notices. */
    private void comeBack(int oldEndsAfterMillis) {
      time.after(oldEndsAfterMillis, () -> limits.connections().leave(OFFICE));
      connect();
      for (RoomId room : List.copyOf(rooms)) {
        ask("rejoin", new JoinRoom(room));
      }
      readBack(RoomId.of("general"));
      readBack(RoomId.of("random"));
    }

    private void reload() {
      loadPage();
      comeBack(0);
      time.after(exponential(300_000), this::reload);
    }

    void loseWifi() {
      comeBack(DEAD_SOCKET_MILLIS);
      write();
      write();
    }

    private void live() {
      time.after(exponential(20_000), this::talk);
      time.after(exponential(30_000), this::read);
      time.after(exponential(120_000), this::search);
      time.after(exponential(300_000), this::reload);
      if (number % 3 == 2) {
        time.after(
            exponential(60_000),
            () -> ask("conversation", new OpenConversation(UserId.of("p" + (number + 1)))));
      }
    }

    /** One message, or a few in a row. */
    private void talk() {
      int messages = random.nextInt(4) == 0 ? 3 : 1;
      for (int i = 0; i < messages; i++) {
        time.after(i * 1_500.0, this::write);
      }
      time.after(exponential(20_000), this::talk);
    }

    private void write() {
      int length = random.nextInt(50) == 0 ? 4_000 : 5 + random.nextInt(200);
      RoomId room = List.copyOf(rooms).get(random.nextInt(rooms.size()));
      for (int i = 0; i < 3; i++) {
        ask("typing", new SetTyping(room, true));
      }
      PostMessage post = new PostMessage(room, "x".repeat(length), "c" + sent++);
      count("frame", connection.frame());
      count("message", connection.arrives(post));
      connection.settled(
          post, Outcome.accepted(new PostMessage.Sent(room, 1, "c", Instant.EPOCH, false)));
    }

    private void read() {
      readBack(List.copyOf(rooms).get(random.nextInt(rooms.size())));
      ask("mark", new MarkRead(RoomId.of("general"), 1));
      time.after(exponential(30_000), this::read);
    }

    private void readBack(RoomId room) {
      ask(
          "page",
          new ReadHistory(room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()));
    }

    /** The page searches as one types. */
    private void search() {
      for (int i = 0; i < 5; i++) {
        time.after(
            i * 400.0,
            () ->
                ask(
                    "search",
                    new SearchMessages(
                        "tea", Optional.empty(), Optional.empty(), OptionalInt.empty())));
      }
      time.after(exponential(120_000), this::search);
    }

    private void wrongCode() {
      JoinByCode wrong = new JoinByCode("WRONG");
      ask("wrong code", wrong);
      connection.settled(
          connection.seen(wrong), new Outcome.Refused<>(Refusal.NOT_FOUND, "code", "No."));
    }

    private void ask(String what, Command<?> command) {
      count("frame", connection.frame());
      count(what, connection.turn(command));
    }

    private double exponential(double mean) {
      return -mean * Math.log(1 - random.nextDouble());
    }
  }

  @Test
  void rejectNothingOnAMorningInAnOfficeOfThreeHundred() {
    for (int seed = 1; seed <= 5; seed++) {
      Tally tally = morning(seed);
      assertEquals(List.of(), tally.refused, "seed " + seed);
      assertTrue(tally.done.get("message") > 15_000, tally.done::toString);
      assertTrue(tally.done.get("search") > 10_000, tally.done::toString);
      assertEquals(100, tally.done.get("registration"));
    }
  }

  private Tally morning(int seed) {
    clock.passMillis(86_400_000);
    limits.sweep();
    Random random = new Random(seed);
    Timeline time = new Timeline();
    Tally tally = new Tally();
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person = new Person(i, time, random, tally);
      people.add(person);
      time.at(random.nextInt(ARRIVAL_MILLIS), person::arrive);
    }
    time.at(WIFI_DROPS_AT_MILLIS, () -> people.forEach(Person::loseWifi));
    time.run(END_MILLIS);
    for (int i = 0; i < PEOPLE; i++) {
      limits.connections().leave(OFFICE);
    }
    time.events.clear();
    return tally;
  }

  /** How many commands of {@code command} are accepted in an hour at full rate. */
  private int attack(Command<?> command, AddressBlock from) {
    int through = 0;
    for (int second = 0; second < 3_600; second++) {
      for (int i = 0; i < 500; i++) {
        through += limits.budget().take(from, command) == 0 ? 1 : 0;
      }
      clock.passMillis(1_000);
    }
    return through;
  }

  @Test
  void limitAnAttackerWithAnyNumberOfUsers() {
    AddressBlock from = block("192.0.2.66");
    String text = "\uD83D\uDE00".repeat(4_000);
    int posts = attack(new PostMessage(RoomId.of("general"), text, "c"), from);
    long kib = posts * (256L + 16_000) / 1_024;
    assertTrue(kib <= 8_192 + 16 * 3_600, kib + " KiB");
    assertTrue(kib > 8_192 + 15 * 3_600, kib + " KiB");
    assertEquals(50 + 19, attack(new CreatePublicRoom("Tea"), block("192.0.2.67")));
    assertTrue(attack(new CreateCodeRoom(Optional.empty()), block("192.0.2.68")) <= 320);
    assertTrue(attack(new SetUsername("Ada"), block("192.0.2.69")) <= 600 + 1_200);
    Command<?> search =
        new SearchMessages("tea", Optional.empty(), Optional.empty(), OptionalInt.empty());
    assertTrue(attack(search, block("192.0.2.70")) <= 300 + 15 * 3_600);
    Command<?> page = new ListRooms(Optional.empty(), OptionalInt.empty());
    assertTrue(attack(page, block("192.0.2.71")) <= 3_000 + 50 * 3_600);
  }

  @Test
  void limitAnAttackerWithAWholeNetworkToSixteenTimesAsMuch() {
    int rooms = 0;
    for (int i = 0; i < 65_536; i++) {
      AddressBlock from = block("2001:db8:0:" + Integer.toHexString(i) + "::1");
      rooms += limits.budget().take(from, new CreatePublicRoom("Tea")) == 0 ? 1 : 0;
    }
    assertEquals(16 * 50, rooms);
  }
}
