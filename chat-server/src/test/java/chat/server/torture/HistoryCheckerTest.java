package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.torture.History.Acked;
import chat.server.torture.History.Entry;
import chat.server.torture.History.Joined;
import chat.server.torture.History.Link;
import chat.server.torture.History.Live;
import chat.server.torture.History.Page;
import chat.server.torture.History.Paged;
import chat.server.torture.History.Said;
import chat.server.torture.History.Sent;
import chat.server.torture.History.Settled;
import chat.server.torture.Violation.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HistoryCheckerTest {
  private static final Link ADA = new Link("ada", "ada-1", 1);
  private static final Link BOB = new Link("bob", "bob-1", 1);
  private static final Said FIRST = said(1, "ada", "a1");
  private static final Said SECOND = said(2, "ada", "a2");
  private static final Said THIRD = said(3, "bob", "b1");

  /** What the clean history begins with; tests plant a bug behind it or in the log. */
  private final List<Entry> history =
      new ArrayList<>(
          List.of(
              new Joined(ADA, Joined.NOTHING, false, page(0, List.of())),
              sent(ADA, "a1"),
              sent(ADA, "a2"),
              ack(ADA, FIRST),
              new Live(ADA, FIRST),
              ack(ADA, SECOND),
              new Live(ADA, SECOND),
              new Joined(BOB, 0, true, page(2, List.of(FIRST, SECOND))),
              sent(BOB, "b1")));

  private static Said said(long seq, String author, String clientId) {
    return new Said("general", seq, author, clientId, "text of " + clientId, "at " + seq);
  }

  private static Sent sent(Link link, String clientId) {
    return new Sent(link, "general", clientId, "text of " + clientId, "", false);
  }

  private static Acked ack(Link link, Said said) {
    return new Acked(link, said.room(), said.seq(), said.clientId(), said.at(), false);
  }

  private static Page page(long head, List<Said> events) {
    return new Page("general", "e", head, events, false);
  }

  private static StoredLog log(Said... events) {
    return new StoredLog("general", "e", events.length, Set.of(), List.of(events));
  }

  private Set<Invariant> broken(StoredLog... logs) {
    return HistoryChecker.check(history, List.of(logs)).broken();
  }

  private void catches(Invariant invariant, StoredLog... logs) {
    assertTrue(broken(logs).contains(invariant), () -> invariant + " is not in " + broken(logs));
  }

  @Test
  void passesACleanHistory() {
    history.add(new Settled(ADA, "general"));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND, THIRD)), "ada lacks the third");
    history.add(new Live(ADA, THIRD));
    history.add(new Live(BOB, THIRD));
    assertEquals(Set.of(), broken(log(FIRST, SECOND, THIRD)));
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
    StoredLog holed = new StoredLog("general", "e", 3, Set.of(), List.of(FIRST, SECOND));
    assertEquals(Set.of(Invariant.I3), broken(holed));
  }

  @Test
  void findsObserversThatDisagree() {
    history.add(new Live(BOB, THIRD));
    history.add(new Live(ADA, new Said("general", 3, "bob", "b1", "other", "at 3")));
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
    history.add(new Joined(new Link("bob", "bob-1", 2), 0, true, page(2, List.of(SECOND))));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
    history.set(history.size() - 1, new Paged(BOB, 0, page(2, List.of(FIRST))));
    assertEquals(Set.of(Invariant.I5), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsASenderOutOfOrder() {
    history.add(1, sent(ADA, "a2"));
    assertEquals(Set.of(Invariant.I6), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsALaterSendBeforeAnAcknowledgedOne() {
    history.removeIf(entry -> entry.equals(sent(ADA, "a1")));
    history.add(sent(ADA, "a1"));
    catches(Invariant.I6, log(FIRST, SECOND));
  }

  @Test
  void findsAPhantom() {
    history.add(new Live(BOB, THIRD));
    assertEquals(Set.of(Invariant.I7), broken(log(FIRST, SECOND)));
  }

  @Test
  void findsAnUnacknowledgedSendTwiceAndOneThatNobodySent() {
    assertEquals(Set.of(Invariant.I8), broken(log(FIRST, SECOND, THIRD, said(4, "bob", "b1"))));
    assertEquals(Set.of(Invariant.I8), broken(log(FIRST, SECOND, said(3, "bob", "unsent"))));
  }

  @Test
  void findsAStranger() {
    Said secret = new Said("direct", 1, "ada", "a3", "psst", "now");
    StoredLog direct = new StoredLog("direct", "d", 1, Set.of("ada", "bob"), List.of(secret));
    history.add(new Sent(ADA, "general", "a3", "psst", "bob", false));
    history.add(new Live(BOB, secret));
    assertEquals(Set.of(), broken(log(FIRST, SECOND), direct));
    history.add(new Live(new Link("eve", "eve-1", 1), secret));
    assertEquals(Set.of(Invariant.I10), broken(log(FIRST, SECOND), direct));
  }

  @Test
  void findsAPrivateMessageInTheRoom() {
    history.add(new Sent(ADA, "general", "a3", "psst", "bob", false));
    Said leaked = new Said("general", 3, "ada", "a3", "psst", "now");
    assertEquals(Set.of(Invariant.I10), broken(log(FIRST, SECOND, leaked)));
  }
}
