package chat.server.torture.history;

import static chat.server.torture.history.Examples.ADA;
import static chat.server.torture.history.Examples.BOB;
import static chat.server.torture.history.Examples.ROOM;
import static chat.server.torture.history.Examples.ack;
import static chat.server.torture.history.Examples.log;
import static chat.server.torture.history.Examples.look;
import static chat.server.torture.history.Examples.message;
import static chat.server.torture.history.Examples.page;
import static chat.server.torture.history.Examples.said;
import static chat.server.torture.history.Examples.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.torture.history.History.Entry;
import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Settled;
import chat.server.torture.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of messages: each planted fault is noticed. */
final class HistoryCheckerTest {
  private static final Seen FIRST = said(1, "ada", "a1");
  private static final Seen SECOND = said(2, "ada", "a2");
  private static final Seen THIRD = said(3, "bob", "b1");

  /** What the clean history begins with; tests plant a fault behind it or in the log. */
  private final List<Entry> history =
      new ArrayList<>(
          List.of(
              new Joined(ADA, 0, Joined.NOTHING, false, look(""), page(0)),
              sent(ADA, message("a1")),
              sent(ADA, message("a2")),
              ack(ADA, FIRST),
              new Live(ADA, FIRST),
              ack(ADA, SECOND),
              new Live(ADA, SECOND),
              new Joined(BOB, 0, 0, true, look(""), page(2, FIRST, SECOND)),
              sent(BOB, message("b1"))));

  private static Seen secret() {
    Event event = new Event("direct", 1, Event.MESSAGE, "ada", "a3", "now", 0, 0, 0, "");
    return new Seen(event, Content.text("psst"));
  }

  private static Entry whisper() {
    return sent(ADA, new Command.Send(ROOM, "a3", "@bob psst", "psst", "bob", 0));
  }

  private Set<Invariant> broken(StoredLog... logs) {
    return HistoryChecker.check(history, List.of(logs)).broken();
  }

  private void catches(Invariant invariant, StoredLog... logs) {
    assertTrue(broken(logs).contains(invariant), () -> invariant + " is not in " + broken(logs));
  }

  @Test
  void passesACleanHistory() {
    history.add(new Settled(BOB, ROOM));
    history.add(new Live(ADA, THIRD));
    history.add(new Live(BOB, THIRD));
    assertEquals(Set.of(), broken(log(FIRST, SECOND, THIRD)));
  }

  @Test
  void findsADeviceThatNeverGotAnEvent() {
    history.add(new Settled(ADA, ROOM));
    catches(Invariant.I5, log(FIRST, SECOND, THIRD));
  }

  @Test
  void missesWhatWasAcknowledged() {
    history.add(ack(BOB, THIRD));
    catches(Invariant.I1, log(FIRST, SECOND));
  }

  @Test
  void findsAnAcknowledgedKeyTwice() {
    catches(Invariant.I2, log(FIRST, SECOND, said(3, "ada", "a1")));
  }

  @Test
  void findsTwoAnswersToOneKey() {
    history.add(ack(ADA, said(2, "ada", "a1")));
    catches(Invariant.I2, log(FIRST, SECOND));
  }

  @Test
  void findsAHole() {
    StoredLog holed = new StoredLog(ROOM, "e", 3, Set.of(), look(""), List.of(FIRST, SECOND));
    assertEquals(Set.of(Invariant.I3), broken(holed));
  }

  @Test
  void findsObserversThatDisagree() {
    history.add(new Live(BOB, THIRD));
    history.add(new Live(ADA, said(3, "bob", "b2")));
    catches(Invariant.I4, log(FIRST, SECOND, THIRD));
  }

  @Test
  void findsAGapAndARepeat() {
    history.add(new Live(ADA, said(4, "bob", "b1")));
    catches(Invariant.I5, log(FIRST, SECOND, THIRD));
    history.set(history.size() - 1, new Live(ADA, SECOND));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsAGapBehindACursor() {
    Link again = new Link("bob", "bob-1", 2);
    history.add(new Joined(again, 0, 0, true, look(""), page(2, SECOND)));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
    history.set(history.size() - 1, new Paged(BOB, 0, 0, page(2, FIRST)));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsAGapInThePageWithoutACursor() {
    Link other = new Link("bob", "bob-2", 1);
    history.add(new Joined(other, 0, Joined.NOTHING, false, look(""), page(2, FIRST)));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsASenderOutOfOrder() {
    history.add(1, sent(ADA, message("a2")));
    assertEquals(Set.of(Invariant.I6), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsALaterSendBeforeAnAcknowledgedOne() {
    history.removeIf(entry -> entry.equals(sent(ADA, message("a1"))));
    history.add(sent(ADA, message("a1")));
    catches(Invariant.I6, log(FIRST, SECOND));
  }

  @Test
  void findsAnAcknowledgementBehindItsEvent() {
    history.add(new Live(BOB, THIRD));
    history.add(ack(BOB, THIRD));
    assertEquals(Set.of(Invariant.I6), broken(log(FIRST, SECOND, THIRD)));
  }

  @Test
  void findsAPhantom() {
    history.add(new Live(BOB, THIRD));
    catches(Invariant.I7, log(FIRST, SECOND));
  }

  @Test
  void findsAnUnacknowledgedSendTwiceAndOneThatNoClientSent() {
    assertEquals(Set.of(Invariant.I8), broken(log(FIRST, SECOND, THIRD, said(4, "bob", "b1"))));
    assertEquals(Set.of(Invariant.I8), broken(log(FIRST, SECOND, said(3, "bob", "unsent"))));
  }

  @Test
  void findsAnotherTextThanWasSent() {
    assertEquals(Set.of(Invariant.I11), broken(log(FIRST, SECOND, said(3, "bob", "b1", "other"))));
  }

  @Test
  void findsAStranger() {
    StoredLog direct =
        new StoredLog("direct", "d", 1, Set.of("ada", "bob"), look(""), List.of(secret()));
    history.add(whisper());
    history.add(new Live(BOB, secret()));
    assertEquals(Set.of(), broken(log(FIRST, SECOND), direct));
    history.add(new Live(new Link("eve", "eve-1", 1), secret()));
    assertEquals(Set.of(Invariant.I10), broken(log(FIRST, SECOND), direct));
  }

  @Test
  void findsAPrivateMessageInTheRoom() {
    history.add(whisper());
    Seen leaked = said(3, "ada", "a3", "psst");
    assertEquals(Set.of(Invariant.I10), broken(log(FIRST, SECOND, leaked)));
  }
}
