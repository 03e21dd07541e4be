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
