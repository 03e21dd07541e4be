package chat.server.torture.history;

import static chat.server.torture.history.Examples.ADA;
import static chat.server.torture.history.Examples.BOB;
import static chat.server.torture.history.Examples.ROOM;
import static chat.server.torture.history.Examples.ack;
import static chat.server.torture.history.Examples.at;
import static chat.server.torture.history.Examples.change;
import static chat.server.torture.history.Examples.edit;
import static chat.server.torture.history.Examples.log;
import static chat.server.torture.history.Examples.look;
import static chat.server.torture.history.Examples.message;
import static chat.server.torture.history.Examples.page;
import static chat.server.torture.history.Examples.said;
import static chat.server.torture.history.Examples.sent;
import static chat.server.torture.history.Examples.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.torture.history.Content.Reaction;
import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Entry;
import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.History.Refused;
import chat.server.torture.history.History.Settled;
import chat.server.torture.history.History.Version;
import chat.server.torture.history.History.Versions;
import chat.server.torture.history.Violation.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of changes: each planted fault is noticed. */
final class ChangeHistoryTest {
  private static final Command EDIT = new Command.Edit(ROOM, "e", 1, "new", Command.Edit.ANY);
  private static final Command REACT = new Command.React(ROOM, "r", 1, "+", "+", true);
  private static final Command DELETE = new Command.Delete(ROOM, "d", 1, "");

  private static final Seen POSTED = said(1, "ada", "a1");
  private static final Seen EDITED = edit(2, "ada", "e", 1, Content.text("new"));
  private static final Seen REACTED = change(3, "reaction_added", "bob", "r", 1, "+");
  private static final Seen DELETED = change(4, "message_deleted", "ada", "d", 1, "");

  private static final Content AFTER_EDIT = POSTED.content().edited(2, at(2), "new");
  private static final Content AFTER_REACTION = AFTER_EDIT.reacted(3, "+", "bob");
  private static final Content TOMBSTONE =
      AFTER_REACTION.deleted(4, Seen.deletion("ada", at(4), ""));
  private static final Seen ERASED = edit(2, "ada", "e", 1, Content.ERASED);

  /** A message that is edited, gets a reaction and, at the end, is deleted. */
  private final List<Entry> history =
      new ArrayList<>(
          List.of(
              new Joined(ADA, 0, Joined.NOTHING, false, look(""), page(0)),
              new Joined(BOB, 0, Joined.NOTHING, false, look(""), page(0)),
              sent(ADA, message("a1")),
              ack(ADA, POSTED),
              new Live(ADA, POSTED),
              sent(ADA, EDIT),
              ack(ADA, EDITED),
              new Live(ADA, EDITED),
              sent(BOB, REACT),
              ack(BOB, REACTED),
              new Live(ADA, REACTED),
              sent(ADA, DELETE),
              ack(ADA, DELETED),
              new Live(ADA, DELETED),
              new Settled(ADA, ROOM)));

  private static StoredLog whole() {
    return log(shown(POSTED, TOMBSTONE), ERASED, REACTED, DELETED);
  }

  private Set<Invariant> broken(StoredLog log) {
    return HistoryChecker.check(history, List.of(log)).broken();
  }

  private void catches(Invariant invariant, StoredLog log) {
    assertTrue(broken(log).contains(invariant), () -> invariant + " is not in " + broken(log));
  }

  /** Reads the message, having begun before the deletion was acknowledged. */
  private Entry early(Content content) {
    return new Peeked(BOB, 12, ROOM, 3, List.of(shown(POSTED, content)));
  }

  /** Reads the message, having begun after the deletion was acknowledged. */
  private Entry late(Content content) {
    return new Peeked(BOB, history.size(), ROOM, 0, List.of(shown(POSTED, content)));
  }

  @Test
  void passesACleanHistory() {
    history.add(early(AFTER_REACTION));
    history.add(early(TOMBSTONE));
    history.add(late(TOMBSTONE));
    history.add(new Paged(BOB, 0, 0, page(2, shown(POSTED, AFTER_EDIT), EDITED)));
    history.add(
        new Versions(
            BOB, 0, ROOM, 1, List.of(new Version(1, at(1), "text of a1"), version("new"))));
    assertEquals(Set.of(), broken(whole()));
  }

  private static Version version(String text) {
    return new Version(2, at(2), text);
  }

  @Test
  void missesAnAcknowledgedEdit() {
    history.removeIf(entry -> entry.equals(ack(ADA, DELETED)) || entry.equals(ack(BOB, REACTED)));
    catches(Invariant.I1, log(POSTED));
  }

  @Test
  void findsAnEditWhoseTextIsNotTheMessages() {
    history.removeIf(entry -> history.indexOf(entry) > 7);
    assertEquals(Set.of(), broken(log(shown(POSTED, AFTER_EDIT), EDITED)));
    assertEquals(Set.of(Invariant.I4), broken(log(POSTED, EDITED)), "the state lacks the edit");
    Content other = POSTED.content().edited(2, at(2), "other");
    catches(Invariant.I11, log(shown(POSTED, other), EDITED));
  }

  @Test
  void findsAChangeAppliedTwice() {
    Seen again = change(4, "reaction_added", "bob", "r2", 1, "+");
    history.add(11, sent(BOB, new Command.React(ROOM, "r2", 1, "+", "+", true)));
    history.removeIf(entry -> history.indexOf(entry) > 11);
    Content twice = AFTER_REACTION.reacted(4, "+", "bob");
    assertEquals(Set.of(Invariant.I2), broken(log(shown(POSTED, twice), EDITED, REACTED, again)));
  }

  @Test
  void findsAReactionCountedTwice() {
    Content twice = counted(2, "bob", "bob");
    history.add(early(twice));
    assertEquals(Set.of(Invariant.I11), broken(whole()));
    history.set(history.size() - 1, early(counted(1, "ada")));
    assertEquals(Set.of(Invariant.I11), broken(whole()), "another user");
  }

  private static Content counted(int count, String... users) {
    Reaction reaction = new Reaction("+", count, List.of(users));
    return new Content(3, "new", 0, at(2), "", false, List.of(reaction), 0, 0, false);
  }

  @Test
  void findsEventsOfOneKeyTwice() {
    Seen again = edit(5, "ada", "e", 1, Content.text("new"));
    catches(Invariant.I2, log(shown(POSTED, TOMBSTONE), ERASED, REACTED, DELETED, again));
  }

  @Test
  void findsAnEventOfWhatWasAnsweredAsUnchanged() {
    history.set(history.indexOf(ack(BOB, REACTED)), new Acked(BOB, ROOM, 0, "r", "", false));
    assertEquals(Set.of(Invariant.I2), broken(whole()));
    history.set(9, new Refused(BOB, "r", "not_found", true));
    assertEquals(Set.of(Invariant.I2), broken(whole()), "rejected");
  }

  @Test
  void findsARejectionWithoutAReason() {
    history.add(sent(BOB, new Command.React(ROOM, "r3", 1, "+", "+", false)));
    history.add(new Refused(BOB, "r3", "not_found", true));
    assertEquals(Set.of(), broken(whole()), "it was deleted");
    history.set(13, sent(ADA, EDIT));
    history.set(history.size() - 2, sent(ADA, new Command.Edit(ROOM, "r3", 1, "newer", 2)));
    history.set(history.size() - 1, new Refused(ADA, "r3", "conflict", true));
    catches(Invariant.I11, whole());
  }

  @Test
  void findsADeletedTextAfterTheAcknowledgement() {
    for (Content seen : List.of(AFTER_REACTION, AFTER_EDIT, POSTED.content())) {
      history.add(late(seen));
      assertEquals(Set.of(Invariant.I4), broken(whole()), seen::toString);
      history.remove(history.size() - 1);
    }
    history.add(new Versions(BOB, history.size(), ROOM, 1, List.of(version("new"))));
    assertEquals(Set.of(Invariant.I4), broken(whole()), "former texts");
    history.set(
        history.size() - 1, new Paged(BOB, history.size(), 1, page(4, EDITED, REACTED, DELETED)));
    assertEquals(Set.of(Invariant.I4), broken(whole()), "the event of an edit");
  }

  @Test
  void findsADeletedTextInTheStore() {
    catches(Invariant.I4, log(shown(POSTED, TOMBSTONE), EDITED, REACTED, DELETED));
    catches(Invariant.I4, log(shown(POSTED, AFTER_REACTION), ERASED, REACTED, DELETED));
  }

  @Test
  void findsAStateOlderThanTheHead() {
    history.add(early(AFTER_EDIT));
    assertEquals(Set.of(Invariant.I4), broken(whole()));
  }

  @Test
  void findsAHeadBeforeWhatWasAcknowledged() {
    history.add(new Paged(BOB, 12, 0, page(1, POSTED)));
    catches(Invariant.I4, whole());
  }

  @Test
  void findsADeviceThatMissedAChange() {
    Link other = new Link("ada", "ada-2", 1);
    history.add(
        new Joined(other, 12, 0, true, look(""), page(4, POSTED, ERASED, REACTED, DELETED)));
    history.add(new Settled(other, ROOM));
    catches(Invariant.I4, whole()); // it was shown an old state
    history.set(
        history.size() - 2,
        new Joined(
            other, 12, 0, true, look(""), page(3, shown(POSTED, AFTER_REACTION), EDITED, REACTED)));
    catches(Invariant.I11, whole()); // it never got the deletion
  }

  @Test
  void findsAnEditThatOverwritesALaterOne() {
    Command stale = new Command.Edit(ROOM, "e2", 1, "newer", 1);
    Seen second = edit(3, "ada", "e2", 1, Content.text("newer"));
    history.removeIf(entry -> history.indexOf(entry) > 7);
    history.add(sent(ADA, stale));
    Content after = AFTER_EDIT.edited(3, at(3), "newer");
    assertEquals(Set.of(Invariant.I2), broken(log(shown(POSTED, after), EDITED, second)));
  }

  @Test
  void findsAnotherTopicThanTheEventsSay() {
    history.removeIf(entry -> history.indexOf(entry) > 4);
    history.add(sent(ADA, new Command.ChangeRoom(ROOM, "c", "topic", "tea")));
    Seen changed = change(2, "room_changed", "ada", "c", 0, Event.change("topic", "tea"));
    StoredLog log = new StoredLog(ROOM, "e", 2, Set.of(), look("tea"), List.of(POSTED, changed));
    history.add(new Live(ADA, changed));
    assertEquals(Set.of(), broken(log));
    catches(Invariant.I11, log(POSTED, changed));
    history.add(
        new Joined(new Link("bob", "bob-2", 1), 0, 0, true, look(""), page(2, POSTED, changed)));
    assertEquals(Set.of(Invariant.I11), broken(log));
  }
}
