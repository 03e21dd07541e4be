package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListThreads;
import chat.core.command.message.ListThreads.FollowedThread;
import chat.core.command.message.MarkThread;
import chat.core.command.message.PostMessage;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.OpenConversation;
import chat.core.event.Event;
import chat.core.event.MessagePosted;
import chat.core.event.Signal.ThreadFollowed;
import chat.core.event.Signal.ThreadMarked;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FollowedThreadsTest {
  private final ShakyStore shaky = new ShakyStore();
  private final TestChat chat = shaky.chat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient phone = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private int keys;

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.says(GENERAL, "root");
    hush();
  }

  private void hush() {
    List.of(ada, phone, bob).forEach(TestClient::heard);
  }

  private PostMessage reply(RoomId room, long to) {
    return new PostMessage(room, "reply", "r" + ++keys, OptionalLong.of(to));
  }

  private void replies(TestClient client, long to) {
    client.does(reply(GENERAL, to));
  }

  private static FollowThread follow(long root, boolean on) {
    return new FollowThread(GENERAL, root, on);
  }

  private static MarkThread mark(long root, long seq) {
    return new MarkThread(GENERAL, root, seq);
  }

  private static List<FollowedThread> threads(TestClient client) {
    return client.does(new ListThreads(OptionalInt.empty())).threads();
  }

  private static FollowedThread thread(long root, long last, long seq, int unread) {
    return new FollowedThread(GENERAL, root, last, seq, unread);
  }

  private static ThreadFollowed followed(long root, long seq) {
    return new ThreadFollowed(GENERAL, root, true, OptionalLong.of(seq));
  }

  private static ThreadFollowed notFollowed(long root) {
    return new ThreadFollowed(GENERAL, root, false, OptionalLong.empty());
  }

  /** What a connection has heard of its user's threads. */
  private static List<Event> own(TestClient client) {
    return client.heard().stream()
        .filter(each -> each instanceof ThreadFollowed || each instanceof ThreadMarked)
        .toList();
  }

  @Test
  void tellsTheOtherConnectionsOfTheUserAlone() {
    assertEquals(
        new FollowThread.Followed(GENERAL, 1, true, OptionalLong.of(1)), bob.does(follow(1, true)));
    replies(ada, 1);
    hush();
    assertEquals(new MarkThread.Marked(GENERAL, 1, 2, 0), bob.does(mark(1, 2)));
    assertEquals(
        new FollowThread.Followed(GENERAL, 1, false, OptionalLong.empty()),
        bob.does(follow(1, false)));
    TestClient tablet = chat.connect("Bob");
    bob.does(follow(1, true));
    replies(ada, 1);
    bob.does(mark(1, 3));
    assertEquals(List.of(followed(1, 2), new ThreadMarked(GENERAL, 1, 3, 0)), own(tablet));
    assertEquals(List.of(), own(bob));
    assertEquals(List.of(), own(ada));
    assertEquals(List.of(), own(phone));
  }

  @Test
  void tellsWhoFollowsBecauseOfAReplyBeforeTheReply() {
    replies(bob, 1);
    List<Event> heard = ada.heard();
    assertEquals(followed(1, 1), heard.get(0));
    assertEquals(2, ((MessagePosted) heard.get(1)).seq());
    assertEquals(List.of(followed(1, 1)), own(phone), "though it has not joined the room");
    assertEquals(List.of(followed(1, 2)), own(bob));
    assertEquals(List.of(thread(1, 2, 1, 1)), threads(phone));
    assertEquals(List.of(thread(1, 2, 2, 0)), threads(bob));

    replies(bob, 2);
    replies(ada, 2);
    assertEquals(List.of(), own(ada));
    assertEquals(List.of(), own(bob));
    assertEquals(List.of(thread(1, 4, 4, 0)), threads(ada));
    assertEquals(List.of(thread(1, 4, 3, 1)), threads(bob));
  }

  @Test
  void remembersThatTheUserEndedIt() {
    ada.does(follow(1, false));
    assertEquals(List.of(notFollowed(1)), own(phone));
    replies(bob, 1);
    assertEquals(List.of(), own(ada));
    assertEquals(List.of(), threads(ada));
    replies(ada, 2);
    assertEquals(List.of(followed(1, 3)), own(ada), "an own reply follows again");
    assertEquals(List.of(thread(1, 3, 3, 0)), threads(ada));
    ada.does(follow(1, true));
    assertEquals(List.of(followed(1, 3)), own(phone), "a repetition is not told");
  }

  @Test
  void listsNoMoreThanTheLimit() {
    ada.says(GENERAL, "another");
    bob.does(follow(1, true));
    bob.does(follow(2, true));
    ListThreads.Listed one = bob.does(new ListThreads(OptionalInt.of(1)));
    assertEquals(new ListThreads.Listed(List.of(thread(1, 1, 1, 0)), true), one);
    ListThreads.Listed all = bob.does(new ListThreads(OptionalInt.of(2)));
    assertEquals(
        new ListThreads.Listed(List.of(thread(1, 1, 1, 0), thread(2, 2, 2, 0)), false), all);
    assertEquals("limit", bob.invalid(new ListThreads(OptionalInt.of(0))));
    assertEquals("limit", bob.invalid(new ListThreads(OptionalInt.of(201))));
  }

  @Test
  void marksOnlyForwardAndWithinTheLog() {
    replies(bob, 1);
    replies(bob, 1);
    assertEquals(new MarkThread.Marked(GENERAL, 1, 1, 2), ada.does(mark(1, 0)));
    assertEquals(new MarkThread.Marked(GENERAL, 1, 2, 1), ada.does(mark(1, 2)));
    assertEquals(new MarkThread.Marked(GENERAL, 1, 2, 1), ada.does(mark(1, 1)));
    assertEquals(new MarkThread.Marked(GENERAL, 1, 3, 0), ada.does(mark(1, 3)));
    assertEquals(
        List.of(
            followed(1, 1), new ThreadMarked(GENERAL, 1, 2, 1), new ThreadMarked(GENERAL, 1, 3, 0)),
        own(phone));
    assertEquals("seq", ada.invalid(mark(1, 4)));
    assertEquals("seq", ada.invalid(mark(1, -1)));
    assertEquals("root", ada.invalid(mark(4, 1)));
    assertEquals("root", ada.invalid(mark(0, 1)));
    assertEquals(Refusal.NOT_FOUND, ada.refused(mark(2, 3)));
    ada.does(follow(1, false));
    assertEquals(Refusal.NOT_FOUND, ada.refused(mark(1, 3)));
  }

  @Test
  void followsOnlyWhatIsOrCanBeARoot() {
    replies(bob, 1);
    ada.does(new DeleteMessage(GENERAL, 1, "deletion", Optional.empty()));
    ada.says(GENERAL, "gone");
    ada.does(new DeleteMessage(GENERAL, 4, "another deletion", Optional.empty()));
    bob.does(follow(1, false));
    assertEquals(OptionalLong.of(2), bob.does(follow(1, true)).seq(), "it has a reply");
    assertEquals(Refusal.NOT_FOUND, bob.refused(follow(2, true)), "a reply");
    assertEquals(Refusal.NOT_FOUND, bob.refused(follow(3, true)), "no message");
    assertEquals(Refusal.NOT_FOUND, bob.refused(follow(4, true)), "deleted, without replies");
    assertEquals("root", bob.invalid(follow(6, true)));
    assertEquals("root", bob.invalid(follow(0, true)));
  }

  @Test
  void needsMembershipAndEndsWithIt() {
    TestClient eve = chat.connect("Eve");
    assertEquals(Refusal.NOT_MEMBER, eve.refused(follow(1, true)));
    assertEquals(Refusal.NOT_MEMBER, eve.refused(mark(1, 1)));
    RoomId nowhere = RoomId.of("nowhere");
    assertEquals(Refusal.NOT_FOUND, eve.refused(new FollowThread(nowhere, 1, true)));
    bob.does(follow(1, true));
    bob.does(new LeaveRoom(GENERAL));
    assertEquals(List.of(), threads(bob));
    bob.joins(GENERAL);
    assertEquals(List.of(), threads(bob));
    assertEquals(Refusal.NOT_FOUND, bob.refused(mark(1, 1)));
  }

  @Test
  void worksInConversations() {
    RoomId both = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(both, "private");
    hush();
    bob.does(reply(both, 1));
    assertEquals(List.of(new ThreadFollowed(both, 1, true, OptionalLong.of(1))), own(phone));
    assertEquals(List.of(new FollowedThread(both, 1, 2, 1, 1)), threads(ada));
    assertEquals(0, ada.does(new MarkThread(both, 1, 2)).unread());
  }

  @Test
  void isNotStoredWhenTheUserLeavesFirst() {
    bob.does(follow(1, true));
    replies(ada, 1);
    shaky.holds("markThread");
    List<Outcome<MarkThread.Marked>> outcomes = bob.ask(mark(1, 2));
    chat.settle();
    bob.does(new LeaveRoom(GENERAL));
    shaky.release();
    chat.settle();
    assertEquals(Refusal.NOT_FOUND, refusal(outcomes));
    assertEquals(List.of(), threads(bob));
  }

  private static <R extends Reply> Refusal refusal(List<Outcome<R>> outcomes) {
    return ((Outcome.Refused<R>) outcomes.get(0)).refusal();
  }

  private void failsUncertainly(TestClient client, String call, Command<?> command) {
    shaky.fails(call, ShakyStore.Fault.UNCERTAIN);
    client.ask(command);
    assertThrows(AssertionError.class, chat::settle, "the store's failure is reported");
    assertEquals(1, chat.takeFailures().size());
    chat.settle();
  }

  @Test
  void tellsWhatIsStoredAlthoughTheStoreFailed() {
    failsUncertainly(ada, "follow", follow(1, true));
    assertEquals(List.of(followed(1, 1), new ThreadMarked(GENERAL, 1, 1, 0)), own(phone));
    replies(bob, 1);
    hush();
    failsUncertainly(ada, "markThread", mark(1, 2));
    assertEquals(List.of(followed(1, 2), new ThreadMarked(GENERAL, 1, 2, 0)), own(phone));
    assertEquals(new MarkThread.Marked(GENERAL, 1, 2, 0), ada.does(mark(1, 2)));
  }

  @Test
  void tellsWhatCannotBeReadAfterItWasStored() {
    bob.does(follow(1, true));
    TestClient tablet = chat.connect("Bob");
    replies(ada, 1);
    shaky.holds("markThread");
    bob.ask(mark(1, 2));
    chat.settle();
    shaky.fails("followedThread", ShakyStore.Fault.LOST);
    shaky.release();
    assertThrows(AssertionError.class, chat::settle, "the store's failure is reported");
    assertEquals(1, chat.takeFailures().size());
    chat.settle();
    assertEquals(List.of(followed(1, 2), new ThreadMarked(GENERAL, 1, 2, 0)), own(tablet));
  }

  @Test
  void tellsWhoFollowsSinceAReplyWhoseAppendFailed() {
    failsUncertainly(bob, "append", reply(GENERAL, 1));
    assertEquals(List.of(followed(1, 1), new ThreadMarked(GENERAL, 1, 1, 1)), own(phone));
    assertEquals(List.of(followed(1, 2), new ThreadMarked(GENERAL, 1, 2, 0)), own(bob));
  }
}
