package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetReaction;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.SetNotifications;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications.Level;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.server.wire.ClientCommand;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private static final RoomId GENERAL = RoomId.of("general");
  private static final RoomId RANDOM = RoomId.of("random");
  private static final User ADA = user("ada", User.Kind.GUEST);
  private static final User BOB = user("bob", User.Kind.REGISTERED);
  private static final User BOT = user("bot", User.Kind.BOT);
  private static final AddressBlock HERE = Addresses.of("192.0.2.1");
  private static final AddressBlock THERE = Addresses.of("192.0.2.2");

  private final ManualClock clock = new ManualClock();
  private final RateLimits limits = new RateLimits(settings(true), ClientCommand::rate, clock);

  private static final AddressRates ADDRESSES = addressRates(of(1_000));

  private static AddressRates addressRates(Rate all) {
    return new AddressRates(all, all, all, all, all, all, 100, of(9));
  }

  private static User user(String id, User.Kind kind) {
    return new User(UserId.of(id), id, kind);
  }

  /** Each limit with a burst of its own, and the same refilling. */
  private static LimitSettings settings(boolean on) {
    return new LimitSettings(
        on, of(2), of(17), of(3), of(4), of(5), of(16), of(6), of(7), of(8), of(9), of(15), of(10),
        of(11), of(12), of(13), of(14), 2, 10, ADDRESSES);
  }

  /** All limits the same. */
  private static LimitSettings settings(boolean on, Rate all) {
    return new LimitSettings(
        on,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        all,
        2,
        10,
        new AddressRates(all, all, all, all, all, all, 100, all));
  }

  private static Rate of(int burst) {
    return new Rate(burst, Duration.ofSeconds(1));
  }

  private static void assertBurst(int burst, LongSupplier counted) {
    for (int i = 0; i < burst; i++) {
      assertEquals(0, counted.getAsLong(), "number " + i);
    }
    assertTrue(counted.getAsLong() > 0);
  }

  private CommandLimiter connection(User user) {
    return limits.of(user, HERE, false, RANDOM::equals);
  }

  private static Outcome<PostMessage.Sent> sent(boolean duplicate) {
    return Outcome.accepted(new PostMessage.Sent(GENERAL, 1, "c", Instant.EPOCH, duplicate));
  }

  @Test
  void applyASeparateRateToEachAction() {
    assertBurst(8, () -> limits.guest(HERE));
    assertBurst(9, () -> limits.registration(HERE));
    assertBurst(11, () -> limits.request(ADA));
    assertBurst(12, () -> limits.request(HERE));
    assertBurst(13, () -> limits.search(ADA));
    assertBurst(13, () -> limits.search(Optional.empty(), HERE));
    assertBurst(8, () -> limits.guest(THERE));
    assertBurst(11, () -> limits.request(BOB));
    assertBurst(110, () -> limits.request(BOT));
    assertBurst(130, () -> limits.search(BOT));
    assertBurst(2, () -> limits.connections().enter(HERE, false) ? 0 : 1);
  }

  @Test
  void limitSignInsByAddressAndByAccount() {
    assertBurst(9, () -> limits.signIns().from(HERE, "ada").waitMillis());
    assertBurst(6, () -> limits.signIns().from(THERE, "ada").waitMillis());
    assertBurst(3, () -> limits.signIns().from(THERE, "bob").waitMillis());
  }

  @Test
  void limitMessagesByUserAndRoomOverWebSocketAndRest() {
    CommandLimiter one = connection(ADA);
    CommandLimiter other = connection(ADA);
    Command<?> post = new PostMessage(GENERAL, "hi", "c1");
    assertEquals(0, one.arrives(post));
    assertEquals(0, other.arrives(post));
    assertEquals(1_000, one.arrives(post));
    assertEquals(1_000, other.arrives(post));
    assertEquals(1_000, limits.event(ADA, post));
    assertEquals(0, one.turn(post), "it was counted on arrival");

    assertBurst(2, () -> one.arrives(new PostMessage(RANDOM, "hi", "c1")));
    assertBurst(2, () -> connection(BOB).arrives(post));
    assertBurst(20, () -> connection(BOT).arrives(post));
  }

  @Test
  void limitTheReactionsOfAllUsersInARoom() {
    SetReaction set = new SetReaction(GENERAL, 1, "👍", true, "c1");
    for (int i = 0; i < 17; i++) {
      User user = user("user" + i, User.Kind.GUEST);
      assertEquals(0, connection(user).arrives(set), "number " + i);
    }
    assertEquals(1_000, connection(ADA).arrives(set));
    assertEquals(1_000, limits.event(BOB, set), "over REST too");
    assertEquals(1_000, connection(BOT).arrives(set), "a bot has no part of its own");
    PostMessage post = new PostMessage(GENERAL, "hi", "c2");
    assertBurst(2, () -> connection(ADA).arrives(post));
    assertEquals(
        0, connection(ADA).arrives(new SetReaction(RANDOM, 1, "👍", true, "c3")), "another room");

    connection(user("user0", User.Kind.GUEST)).dropped(set);
    assertEquals(0, connection(BOB).arrives(set), "what was not stored is given back");
  }

  @Test
  void reactionsBeyondTheLimitOfTheirUserTakeNothingFromTheRoom() {
    SetReaction set = new SetReaction(GENERAL, 1, "👍", true, "c1");
    assertBurst(2, () -> connection(ADA).arrives(set));
    for (int i = 0; i < 100; i++) {
      assertEquals(1_000, connection(ADA).arrives(set));
    }
    assertEquals(0, connection(BOB).arrives(set));
  }

  @Test
  void giveBackDuplicatesAndRejectedMessages() {
    CommandLimiter connection = connection(ADA);
    PostMessage post = new PostMessage(GENERAL, "hi", "c1");
    for (int i = 0; i < 100; i++) {
      assertEquals(0, connection.arrives(post));
      connection.settled(post, sent(true));
      assertEquals(0, connection.arrives(post));
      connection.settled(post, new Outcome.Refused<>(Refusal.NOT_MEMBER, "No."));
      assertEquals(0, connection.arrives(post));
      connection.dropped(post);
      assertEquals(0, limits.event(ADA, post));
      limits.notStored(ADA, post);
    }
    assertBurst(
        2,
        () -> {
          long wait = connection.arrives(post);
          connection.settled(post, sent(false));
          return wait;
        });
  }

  @Test
  void limitMoreRoomsThanAConnectionCaches() {
    CommandLimiter connection = connection(ADA);
    for (int round = 0; round < 2; round++) {
      for (int room = 0; room < 1_000; room++) {
        assertEquals(0, connection.arrives(new PostMessage(RoomId.of("r" + room), "hi", "c")));
      }
    }
    assertEquals(1_000, connection.arrives(new PostMessage(RoomId.of("r0"), "hi", "c")));
  }

  @Test
  void allocateNothingWhileTheyAdmit() {
    RateLimits fast =
        new RateLimits(
            settings(true, new Rate(100_000, Duration.ofMillis(1))), ClientCommand::rate, clock);
    CommandLimiter connection = fast.of(ADA, HERE, false, RANDOM::equals);
    Command<?>[] posts = {new PostMessage(GENERAL, "a", "b"), new PostMessage(RANDOM, "a", "b")};
    Outcome<?> outcome = sent(false);
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 60_000; i++) {
      if (i == 10_000) {
        before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
      }
      Command<?> post = posts[i & 1];
      long wait = connection.frame() + connection.arrives(post) + connection.turn(post);
      connection.settled(post, outcome);
      if (wait != 0 || connection.seen(post) != post) {
        throw new AssertionError("rejected at " + i);
      }
    }
    long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(allocated < 50_000, allocated + " bytes for 50,000 messages");
  }

  @Test
  void limitFramesByConnection() {
    CommandLimiter connection = connection(ADA);
    assertBurst(3, connection::frame);
    assertEquals(1_000, connection.frame());
    assertBurst(3, connection(ADA)::frame);
    assertBurst(30, connection(BOT)::frame);
    clock.passMillis(1_000);
    assertEquals(0, connection.frame());
  }

  @Test
  void letUsersJoinTheirOwnRoomsWithoutLimit() {
    CommandLimiter connection = connection(ADA);
    Command<?> own = new JoinRoom(RANDOM);
    assertEquals(0, connection.turn(new JoinRoom(GENERAL)));
    assertEquals(0, connection.turn(new LeaveRoom(GENERAL)));
    assertEquals(0, connection.turn(new OpenConversation(BOB.id())));
    assertEquals(0, connection.turn(new JoinByCode("CODE")));
    for (int i = 0; i < 100; i++) {
      assertEquals(0, connection.turn(own));
    }
    assertEquals(1_000, connection(ADA).turn(new JoinRoom(GENERAL)));
    assertEquals(1_000, connection.turn(new LeaveRoom(GENERAL)));
    assertEquals(1_000, connection.turn(new OpenConversation(BOB.id())));
    assertEquals(1_000, connection.turn(new JoinByCode("CODE")));
    assertEquals(0, connection.turn(own));
  }

  @Test
  void limitChangesThatAreBroadcast() {
    CommandLimiter connection = connection(ADA);
    assertEquals(0, connection.turn(new CreatePublicRoom("Tea")));
    assertEquals(0, connection.turn(new CreateCodeRoom(Optional.empty())));
    assertBurst(3, () -> connection.turn(new SetUsername("Ada")));
    assertEquals(1_000, connection.turn(new CreatePublicRoom("Tea")));
    assertEquals(1_000, connection.turn(new CreateCodeRoom(Optional.empty())));
    Command<?> search =
        new SearchMessages("tea", Optional.empty(), Optional.empty(), OptionalInt.empty());
    assertBurst(13, () -> connection.turn(search));
    assertBurst(14, () -> connection.turn(new ListRooms(Optional.empty(), OptionalInt.empty())));
    for (int i = 0; i < 100; i++) {
      assertEquals(0, connection.turn(new MarkRead(GENERAL, 1)));
    }
  }

  @Test
  void limitDraftsByThemselvesAndChangesOfOwnStateWithOtherChanges() {
    CommandLimiter connection = connection(ADA);
    SaveDraft draft =
        new SaveDraft(
            new MessageDraft(GENERAL, OptionalLong.empty(), "x", OptionalLong.empty(), 1));
    assertBurst(16, () -> connection.turn(draft));
    assertBurst(
        5, () -> connection.turn(new SetNotifications(GENERAL, Level.NONE, Optional.empty())));
    assertEquals(1_000, connection.turn(new MarkUnread(GENERAL, 1)));
    connection.settled(draft, Outcome.invalid("rev", "It is wrong."));
    assertEquals(0, connection.turn(draft));
    assertBurst(14, () -> connection.turn(new ListDrafts()));
  }

  @Test
  void giveBackRejectedJoinsAndChanges() {
    CommandLimiter connection = connection(ADA);
    List<Command<?>> commands =
        List.of(
            new JoinRoom(GENERAL),
            new JoinByCode("CODE"),
            new LeaveRoom(GENERAL),
            new OpenConversation(BOB.id()),
            new CreatePublicRoom("Tea"),
            new CreateCodeRoom(Optional.empty()),
            new SetUsername("Ada"));
    for (int i = 0; i < 20; i++) {
      for (Command<?> command : commands) {
        assertEquals(0, connection.turn(command));
        connection.settled(command, new Outcome.Refused<>(Refusal.INVALID, "No."));
      }
    }
    assertBurst(4, () -> connection.turn(new LeaveRoom(GENERAL)));
    for (int i = 0; i < 20; i++) {
      Command<?> own = new JoinRoom(RANDOM);
      assertEquals(0, connection.turn(own));
      connection.settled(own, new Outcome.Refused<>(Refusal.INVALID, "No."));
    }
    assertEquals(1_000, connection.turn(new LeaveRoom(GENERAL)), "those were not counted");
  }

  private static Outcome<JoinRoom.Joined> wrong() {
    return new Outcome.Refused<>(Refusal.NOT_FOUND, "code", "No.");
  }

  /** Tries a wrong code, each time as another user, because joins are limited too. */
  private long triesWrong(AddressBlock from, int number) {
    User user = user("p" + number, User.Kind.GUEST);
    CommandLimiter connection = limits.of(user, from, false, RANDOM::equals);
    JoinByCode attempt = new JoinByCode("WRONG");
    long wait = connection.turn(attempt);
    if (wait == 0) {
      connection.settled(connection.seen(attempt), wrong());
    }
    return wait;
  }

  @Test
  void limitWrongCodesByAddress() {
    for (int number = 0; number < 6; number++) {
      assertEquals(0, triesWrong(HERE, number));
    }
    assertEquals(1_000, triesWrong(HERE, 6));
    assertEquals(0, triesWrong(THERE, 7));
    clock.passMillis(1_000);
    assertEquals(0, triesWrong(HERE, 8));
  }

  @Test
  void doNotCountRightCodes() {
    for (int number = 0; number < 100; number++) {
      CommandLimiter connection = connection(user("p" + number, User.Kind.GUEST));
      JoinByCode attempt = new JoinByCode("RIGHT");
      assertEquals(0, connection.turn(attempt));
      assertSame(attempt, connection.seen(attempt));
      connection.settled(attempt, new Outcome.Refused<>(Refusal.BUSY, "Later."));
    }
  }

  @Test
  void delayLaterCodesByConcurrentWrongOnes() {
    JoinByCode attempt = new JoinByCode("WRONG");
    for (int i = 0; i < 10; i++) {
      assertEquals(0, connection(user("p" + i, User.Kind.GUEST)).turn(attempt));
    }
    for (int i = 0; i < 10; i++) {
      connection(ADA).settled(attempt, wrong());
    }
    assertEquals(5_000, connection(BOB).turn(attempt));
  }

  @Test
  void treatEveryCodeAsWrongBeyondTheGlobalLimit() {
    CommandLimiter connection = limits.of(ADA, THERE, false, RANDOM::equals);
    JoinByCode right = new JoinByCode("RIGHT");
    for (int i = 0; i < 7; i++) {
      assertSame(right, connection.seen(right));
      triesWrong(Addresses.of("198.51.100." + i), i);
    }
    assertEquals(0, connection.turn(right), "the client does not notice");
    JoinByCode seen = (JoinByCode) connection.seen(right);
    assertEquals("", seen.code());
    assertEquals(right.users(), seen.users());

    for (int i = 0; i < 100; i++) {
      connection(BOB).settled(seen, wrong()); // codes that were not looked up are not counted
    }
    clock.passMillis(1_000);
    assertSame(right, connection.seen(right));
    Command<?> other = new JoinRoom(GENERAL);
    assertSame(other, connection.seen(other));
  }

  @Test
  void areReportedToClients() {
    assertEquals(Optional.of(of(2)), connection(ADA).messages());
    assertEquals(Optional.of(new Rate(20, Duration.ofMillis(100))), connection(BOT).messages());
    RateLimits off = new RateLimits(settings(false), ClientCommand::rate, clock);
    assertEquals(Optional.empty(), off.of(ADA, HERE, false, RANDOM::equals).messages());
  }

  @Test
  void removeOnlyFullBuckets() {
    assertBurst(8, () -> limits.guest(HERE));
    limits.sweep();
    assertEquals(1_000, limits.guest(HERE));
    clock.passMillis(8_000);
    limits.sweep();
    assertBurst(8, () -> limits.guest(HERE));
  }

  @Test
  void limitNothingWhenTheyAreOff() {
    RateLimits off = new RateLimits(settings(false), ClientCommand::rate, clock);
    CommandLimiter connection = off.of(ADA, HERE, false, room -> false);
    List<Command<?>> commands =
        List.of(
            new PostMessage(GENERAL, "hi", "c"),
            new JoinRoom(GENERAL),
            new LeaveRoom(GENERAL),
            new SetUsername("Ada"),
            new JoinByCode("WRONG"));
    for (int i = 0; i < 1_000; i++) {
      assertEquals(0, connection.frame());
      for (Command<?> command : commands) {
        assertEquals(0, connection.arrives(command));
        assertEquals(0, connection.turn(command));
        assertSame(command, connection.seen(command));
      }
      connection.settled(new JoinByCode("WRONG"), wrong());
      assertEquals(
          0,
          off.guest(HERE)
              + off.signIns().from(HERE, "ada").waitMillis()
              + off.registration(HERE)
              + off.request(ADA)
              + off.request(HERE)
              + off.search(ADA)
              + off.search(Optional.empty(), HERE)
              + off.event(ADA, new PostMessage(GENERAL, "hi", "c")));
      assertTrue(off.connections().enter(HERE, false));
    }
    assertFalse(off.connections().isReached(HERE, false));
    assertFalse(off.isOn());
  }
}
