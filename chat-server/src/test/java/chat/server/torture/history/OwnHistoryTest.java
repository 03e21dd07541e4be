package chat.server.torture.history;

import static chat.server.torture.history.Examples.ADA;
import static chat.server.torture.history.Examples.ROOM;
import static chat.server.torture.history.Examples.log;
import static chat.server.torture.history.Examples.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.torture.history.History.Entry;
import chat.server.torture.history.History.OwnAcked;
import chat.server.torture.history.History.OwnRead;
import chat.server.torture.history.History.OwnSent;
import chat.server.torture.history.History.OwnTold;
import chat.server.torture.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of what is a user's own: each planted fault is noticed. */
final class OwnHistoryTest {
  private static final Link OTHER = new Link("ada", "ada-2", 1);

  private final List<Entry> history = new ArrayList<>();

  private Set<Invariant> broken() {
    Seen message = said(1, "eve", "e1");
    history.add(Examples.sent(new Link("eve", "eve-1", 1), Examples.message("e1")));
    Set<Invariant> broken = HistoryChecker.check(history, List.of(log(message))).broken();
    history.remove(history.size() - 1);
    return broken;
  }

  private void set(long number, Own value, boolean setsBack) {
    history.add(new OwnSent(ADA, number, value, setsBack));
    history.add(new OwnAcked(ADA, number));
  }

  private void read(Link link, Own value) {
    history.add(new OwnRead(link, history.size(), value, false, -1));
  }

  private void readLast(Link link, Own value, long unread) {
    history.add(new OwnRead(link, history.size(), value, true, unread));
  }

  private void finds(Invariant invariant) {
    assertEquals(Set.of(invariant), broken());
  }

  @Test
  void passesACleanHistory() {
    read(ADA, Own.mark(ROOM, 0));
    set(1, Own.mark(ROOM, 1), false);
    set(2, Own.mark(ROOM, 0), true);
    set(3, Own.level(ROOM, "none"), false);
    set(4, Own.draft(ROOM, 0, 7, "begun"), false);
    set(5, Own.draft(ROOM, 0, 6, "older"), false);
    history.add(new OwnTold(OTHER, Own.mark(ROOM, 0)));
    for (Link link : List.of(ADA, OTHER)) {
      readLast(link, Own.mark(ROOM, 0), 1);
      readLast(link, Own.level(ROOM, "none"), -1);
      readLast(link, Own.draft(ROOM, 0, 7, "begun"), -1);
    }
    assertEquals(Set.of(), broken());
  }

  @Test
  void findsALostReadMarker() {
    set(1, Own.mark(ROOM, 1), false);
    read(OTHER, Own.mark(ROOM, 0));
    finds(Invariant.I1);
  }

  @Test
  void findsAReadMarkerThatDidNotGoBack() {
    set(1, Own.mark(ROOM, 1), false);
    set(2, Own.mark(ROOM, 0), true);
    read(OTHER, Own.mark(ROOM, 1));
    finds(Invariant.I1);
  }

  @Test
  void findsALostLevel() {
    set(1, Own.level(ROOM, "none"), false);
    set(2, Own.level(ROOM, "mentions"), false);
    read(OTHER, Own.level(ROOM, "none"));
    finds(Invariant.I1);
  }

  @Test
  void takesEitherOfTwoLevelsAtOnce() {
    history.add(new OwnSent(ADA, 1, Own.level(ROOM, "none"), false));
    history.add(new OwnSent(OTHER, 2, Own.level(ROOM, "mentions"), false));
    history.add(new OwnAcked(OTHER, 2));
    history.add(new OwnAcked(ADA, 1));
    read(ADA, Own.level(ROOM, "none"));
    read(ADA, Own.level(ROOM, "mentions"));
    assertEquals(Set.of(), broken());
    read(ADA, Own.level(ROOM, "all"));
    finds(Invariant.I1);
  }

  @Test
  void findsALostDraftAndOneThatCameBack() {
    set(1, Own.draft(ROOM, 0, 5, "begun"), false);
    read(OTHER, Own.draft(ROOM, 0, Own.NONE, ""));
    finds(Invariant.I1);
    history.remove(history.size() - 1);
    set(2, Own.draft(ROOM, 0, 6, ""), false);
    read(OTHER, Own.draft(ROOM, 0, Own.NONE, ""));
    assertEquals(Set.of(), broken());
    read(OTHER, Own.draft(ROOM, 0, 5, "begun"));
    finds(Invariant.I1);
  }

  /** A thread of eve's first message with a reply by ada, 2, and another by bob, 3. */
  private Set<Invariant> brokenThread() {
    Seen said = said(1, "eve", "e1");
    Seen root = Examples.shown(said, said.content().replied(2).replied(3));
    Seen reply = reply(2, "ada", "a2");
    Seen other = reply(3, "bob", "b3");
    return HistoryChecker.check(history, List.of(log(root, reply, other))).broken();
  }

  private static Seen reply(long seq, String author, String clientId) {
    Event event =
        new Event(ROOM, seq, Event.MESSAGE, author, clientId, Examples.at(seq), 0, 1, 1, "");
    return new Seen(event, Content.text(Examples.textOf(clientId)));
  }

  private void sendThread() {
    Link eve = new Link("eve", "eve-1", 1);
    Link bob = new Link("bob", "bob-1", 1);
    history.add(Examples.sent(eve, Examples.message("e1")));
    history.add(Examples.ack(eve, said(1, "eve", "e1")));
    history.add(Examples.sent(ADA, replyTo("a2")));
    history.add(Examples.ack(ADA, reply(2, "ada", "a2")));
    history.add(Examples.sent(bob, replyTo("b3")));
    history.add(Examples.ack(bob, reply(3, "bob", "b3")));
  }

  private static Command replyTo(String clientId) {
    String text = Examples.textOf(clientId);
    return new Command.Send(ROOM, clientId, text, text, "", 1);
  }

  private void readMark(long seq, long unread) {
    history.add(new OwnRead(OTHER, history.size(), Own.threadMark(ROOM, 1, seq), true, unread));
  }

  @Test
  void passesThreadsThatAreFollowed() {
    sendThread();
    read(ADA, Own.follow(ROOM, 1, true));
    set(1, Own.follow(ROOM, 1, false), false);
    read(ADA, Own.follow(ROOM, 1, false));
    set(2, Own.follow(ROOM, 1, true), false);
    set(3, Own.threadMark(ROOM, 1, 3), false);
    read(new Link("eve", "eve-1", 1), Own.follow(ROOM, 1, true));
    history.add(new OwnTold(OTHER, Own.threadMark(ROOM, 1, 2)));
    readMark(3, 0);
    assertEquals(Set.of(), brokenThread());
  }

  /** The reply of a list can be older than what was told while it was on its way. */
  @Test
  void passesAListThatIsOlderThanWhatWasToldMeanwhile() {
    int begun = history.size();
    sendThread();
    history.add(new OwnTold(ADA, Own.follow(ROOM, 1, true)));
    history.add(new OwnRead(ADA, begun, Own.follow(ROOM, 1, false), false, -1));
    history.add(new OwnRead(ADA, history.size(), Own.follow(ROOM, 1, true), true, -1));
    assertEquals(Set.of(), brokenThread());
  }

  @Test
  void findsAReplierWhoWasToldOtherwise() {
    sendThread();
    history.add(new OwnTold(ADA, Own.follow(ROOM, 1, false)));
    history.add(new OwnRead(ADA, history.size(), Own.follow(ROOM, 1, true), true, -1));
    assertEquals(Set.of(Invariant.I4), brokenThread());
  }

  @Test
  void findsAReplierWhoDoesNotFollow() {
    sendThread();
    read(ADA, Own.follow(ROOM, 1, false));
    assertEquals(Set.of(Invariant.I1), brokenThread());
  }

  @Test
  void findsAnAuthorOfARootWhoDoesNotFollow() {
    sendThread();
    read(new Link("eve", "eve-1", 1), Own.follow(ROOM, 1, false));
    assertEquals(Set.of(Invariant.I1), brokenThread());
  }

  @Test
  void findsAThreadThatIsFollowedAgain() {
    Link eve = new Link("eve", "eve-1", 1);
    history.add(new OwnSent(eve, 1, Own.follow(ROOM, 1, false), false));
    history.add(new OwnAcked(eve, 1));
    sendThread();
    read(eve, Own.follow(ROOM, 1, true));
    assertEquals(Set.of(Invariant.I1), brokenThread());
  }

  @Test
  void findsAMarkerOfAThreadThatWentBack() {
    sendThread();
    set(1, Own.threadMark(ROOM, 1, 3), false);
    readMark(2, 1);
    assertEquals(Set.of(Invariant.I1), brokenThread());
  }

  @Test
  void findsAWrongNumberOfUnreadReplies() {
    sendThread();
    readMark(2, 0);
    assertEquals(Set.of(Invariant.I11), brokenThread());
  }

  @Test
  void findsADeviceThatWasNotTold() {
    set(1, Own.level(ROOM, "none"), false);
    history.add(new OwnTold(OTHER, Own.level(ROOM, "none")));
    set(2, Own.level(ROOM, "mentions"), false);
    readLast(OTHER, Own.level(ROOM, "mentions"), -1);
    finds(Invariant.I4);
  }

  @Test
  void findsDevicesThatDisagree() {
    history.add(new OwnSent(ADA, 1, Own.level(ROOM, "none"), false));
    readLast(ADA, Own.level(ROOM, "none"), -1);
    readLast(OTHER, Own.level(ROOM, "all"), -1);
    finds(Invariant.I4);
  }

  @Test
  void findsAWrongNumberOfUnreadMessages() {
    readLast(ADA, Own.mark(ROOM, 0), 0);
    finds(Invariant.I11);
  }
}
