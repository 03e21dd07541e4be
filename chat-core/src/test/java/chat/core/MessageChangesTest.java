package chat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListVersions;
import chat.core.command.message.MessageCommand;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.ReactionAdded;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.MessageReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits, deletions, reactions, pins and threads, seen by two users of a room. */
final class MessageChangesTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private RoomId room;

  @BeforeEach
  void createRoom() {
    room = ada.does(new CreatePublicRoom("Tea")).room().info().id();
    ada.joins(room);
    bob.joins(room);
    ada.says(room, "first");
    bob.heard();
  }

  private EditMessage edit(String key, long seq, String text) {
    return new EditMessage(room, seq, text, key, OptionalLong.empty());
  }

  private DeleteMessage delete(String key, long seq) {
    return new DeleteMessage(room, seq, key, Optional.empty());
  }

  private SetReaction react(String key, long seq, String emoji, boolean on) {
    return new SetReaction(room, seq, emoji, on, key);
  }

  private PostMessage reply(String key, long seq, String text) {
    return new PostMessage(room, text, key, OptionalLong.of(seq));
  }

  private MessagePosted read(TestClient by, long seq) {
    return (MessagePosted) by.does(new ReadMessages(room, List.of(seq))).events().get(0);
  }

  @Test
  void anEditReachesMembersAndShowsInEveryLaterRead() {
    MessageCommand.Change change = ada.does(edit("e", 1, "for @Bob now")).change();

    assertEquals(OptionalLong.of(2), change.seq());
    MessageEdited heard = bob.heard(MessageEdited.class).get(0);
    assertEquals("for @Bob now", heard.text());
    assertEquals(bob.user(), heard.mentions().get(0).user());
    MessagePosted now = (MessagePosted) bob.joins(room).events().get(0);
    assertEquals("for @Bob now", now.text());
    assertEquals(2, now.state().rev());
    assertEquals(now, read(ada, 1));
    assertEquals(
        List.of("first", "for @Bob now"),
        ada.does(new ListVersions(room, 1, OptionalLong.empty())).versions().stream()
            .map(MessageReader.Version::text)
            .toList());
  }

  @Test
  void aResumedPageHasTheChangesToo() {
    long head = bob.joins(room).head().seq();
    ada.does(edit("e", 1, "second"));
    ada.does(react("r", 1, "👍", true));

    ReadHistory.Read page =
        bob.does(
            new ReadHistory(
                room, OptionalLong.empty(), OptionalLong.of(head), OptionalInt.empty()));

    assertEquals(
        List.of(MessageEdited.class, ReactionAdded.class),
        page.events().stream().map(RoomEvent::getClass).toList());
  }

  @Test
  void onlyTheAuthorEditsAndDeletes() {
    assertEquals(Refusal.FORBIDDEN, bob.refused(edit("e", 1, "mine")));
    assertEquals(Refusal.FORBIDDEN, bob.refused(delete("d", 1)));
    assertEquals("first", read(bob, 1).text());
  }

  @Test
  void theSameTextAgainIsUnchangedWhateverItWasBasedOn() {
    ada.does(edit("e1", 1, "second"));
    MessageCommand.Change again =
        ada.does(new EditMessage(room, 1, "second", "e2", OptionalLong.of(1))).change();

    assertEquals(OptionalLong.empty(), again.seq());
    assertEquals(Optional.empty(), again.at());
    assertFalse(again.duplicate());
  }

  @Test
  void anEditBasedOnAnOlderTextIsAConflictAndBringsTheCurrentOne() {
    ada.does(edit("e1", 1, "second"));
    ada.does(react("r", 1, "👍", true)); // a reaction is no edit
    Outcome<EditMessage.Edited> conflict =
        ada.outcome(new EditMessage(room, 1, "third", "e2", OptionalLong.of(1)));

    Outcome.Refused<EditMessage.Edited> refused = (Outcome.Refused<EditMessage.Edited>) conflict;
    assertEquals(Refusal.CONFLICT, refused.refusal());
    assertEquals("second", refused.current().orElseThrow().text());
    assertEquals(
        OptionalLong.of(4),
        ada.does(new EditMessage(room, 1, "third", "e3", OptionalLong.of(2))).change().seq());
  }

  @Test
  void aRetryGetsTheFirstOutcomeAndAKeyStandsForOneChange() {
    MessageCommand.Change first = ada.does(edit("k", 1, "second")).change();
    ada.does(edit("k2", 1, "third"));
    MessageCommand.Change again = ada.does(edit("k", 1, "second")).change();

    assertTrue(again.duplicate());
    assertEquals(first.seq(), again.seq());
    assertEquals("third", read(ada, 1).text());
    assertEquals("client_id", ada.invalid(delete("k", 1)));
    assertEquals("client_id", ada.invalid(react("k", 1, "👍", true)));
    assertEquals("client_id", ada.invalid(new PostMessage(room, "text", "k")));
    ada.does(react("r", 1, "👍", true));
    assertEquals("client_id", ada.invalid(react("r", 1, "😀", true)));
    assertEquals("client_id", ada.invalid(react("r", 1, "👍", false)));
  }

  @Test
  void aDeletionLeavesATombstoneAndErasesEveryText() {
    ada.does(edit("e", 1, "second"));
    bob.does(react("r", 1, "👍", true));
    ada.does(new SetPin(room, 1, true, "p"));
    ada.does(new DeleteMessage(room, 1, "d", Optional.of("a mistake")));

    MessagePosted tombstone = read(bob, 1);
    assertEquals("", tombstone.text());
    assertEquals(List.of(), tombstone.mentions());
    assertEquals(
        new MessageState(
            5,
            Optional.empty(),
            Optional.of(
                new MessageState.Deletion(
                    ada.user(), tombstone.state().deleted().orElseThrow().at(), "a mistake")),
            false,
            List.of(),
            Optional.empty()),
        tombstone.state());
    ReadHistory.Read all =
        bob.does(
            new ReadHistory(room, OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty()));
    MessageEdited erased = (MessageEdited) all.events().get(1);
    assertTrue(erased.erased());
    assertEquals("", erased.text());
    assertEquals(ada.user(), bob.heard(MessageDeleted.class).get(0).messageAuthor());
    assertEquals(List.of(), bob.does(new ListPins(room, OptionalLong.empty())).pins());
    assertEquals(Refusal.NOT_FOUND, bob.refused(new ListVersions(room, 1, OptionalLong.empty())));
    assertEquals(Refusal.NOT_FOUND, bob.refused(react("r2", 1, "😀", true)));
    assertEquals(Refusal.NOT_FOUND, ada.refused(edit("e2", 1, "back")));
    assertEquals(Refusal.NOT_FOUND, bob.refused(reply("a", 1, "answer")));
    assertEquals(OptionalLong.empty(), ada.does(delete("d2", 1)).change().seq());
  }

  @Test
  void unreadLeavesTombstonesOut() {
    ada.says(room, "another");
    assertEquals(2, bob.joins(room).room().unread().orElseThrow());
    ada.does(delete("d", 1));
    assertEquals(1, bob.joins(room).room().unread().orElseThrow());
    assertEquals(2, bob.joins(room).room().info().messageCount());
  }

  @Test
  void reactionsAreASetThatCountsEachUserOnce() {
    ada.does(react("r1", 1, "👍", true));
    bob.does(react("r2", 1, "👍", true));
    assertEquals(OptionalLong.empty(), bob.does(react("r3", 1, "👍", true)).change().seq());
    bob.does(react("r4", 1, "❤", true)); // stored fully qualified

    assertEquals(
        List.of(
            new MessageState.Reaction("👍", 2, List.of(ada.user(), bob.user())),
            new MessageState.Reaction("❤️", 1, List.of(bob.user()))),
        read(ada, 1).state().reactions());
    ada.does(react("r5", 1, "👍", false));
    bob.does(react("r6", 1, "👍", false));
    ada.does(react("r7", 1, "👍", true));
    assertEquals(
        List.of("❤️", "👍"),
        read(ada, 1).state().reactions().stream().map(MessageState.Reaction::emoji).toList());
    assertEquals(OptionalLong.empty(), bob.does(react("r8", 1, "👍", false)).change().seq());
    assertEquals("emoji", ada.invalid(react("r9", 1, "no", true)));
  }

  @Test
  void theEleventhUserIsCountedAndFindsTheOwnReactionInThePage() {
    for (int i = 0; i < 11; i++) {
      TestClient each = chat.connect("User" + i);
      each.joins(room);
      each.does(react("r", 1, "👍", true));
      if (i == 10) {
        MessageState.Reaction reaction = read(each, 1).state().reactions().get(0);
        assertEquals(11, reaction.count());
        assertEquals(10, reaction.users().size());
        assertEquals(Map.of(1L, List.of("👍")), each.joins(room).mine().byMessage());
        List<User> all = each.does(new ListReactions(room, 1, "👍", Optional.empty())).users();
        assertTrue(all.contains(each.user()));
        assertEquals(11, all.size());
      }
    }
    assertEquals(Map.of(), bob.joins(room).mine().byMessage());
  }

  @Test
  void pinsAreForTheAuthorOfAPublicRoomAndForAllMembersElsewhere() {
    assertEquals(Refusal.FORBIDDEN, bob.refused(new SetPin(room, 1, true, "p")));
    ada.does(new SetPin(room, 1, true, "p"));
    ListPins.Pinned pin = bob.does(new ListPins(room, OptionalLong.empty())).pins().get(0);
    assertEquals(2, pin.pin().seq());
    assertEquals(ada.user(), pin.pin().user());
    assertTrue(pin.message().state().pinned());
    ada.does(new SetPin(room, 1, false, "q"));
    assertEquals(List.of(), bob.does(new ListPins(room, OptionalLong.empty())).pins());

    RoomId den = bob.does(new CreatePrivateRoom("Den")).room().info().id();
    bob.joins(den);
    bob.says(den, "here");
    assertEquals(OptionalLong.of(2), bob.does(new SetPin(den, 1, true, "p")).change().seq());
  }

  @Test
  void repliesFormAThreadWhoseRootCountsThem() {
    bob.does(reply("a1", 1, "an answer"));
    ada.does(reply("a2", 2, "an answer to the answer"));

    assertEquals(OptionalLong.of(1), read(ada, 3).thread());
    assertEquals(Optional.of(new MessageState.Replies(2, 3)), read(bob, 1).state().replies());
    ReadThread thread =
        new ReadThread(room, 1, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
    assertEquals(
        List.of(1L, 2L, 3L), bob.does(thread).events().stream().map(RoomEvent::seq).toList());
    bob.does(delete("d", 2));
    assertEquals(Optional.of(new MessageState.Replies(1, 3)), read(bob, 1).state().replies());
    ada.does(delete("d", 1));
    assertEquals(6, bob.does(reply("a3", 3, "goes on")).seq());
    assertEquals(
        Refusal.NOT_FOUND,
        bob.refused(
            new ReadThread(
                room, 3, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty())));
  }

  @Test
  void aMessageIsEditedWithinTheWindowAlone() {
    TestChat strict = new TestChat(builder -> builder.editWindow(Duration.ofMinutes(1)));
    TestClient eve = strict.connect("Eve");
    RoomId there = eve.does(new CreatePublicRoom("Other")).room().info().id();
    eve.joins(there);
    eve.says(there, "first");
    strict.pass(Duration.ofSeconds(59));
    eve.does(new EditMessage(there, 1, "second", "e1", OptionalLong.empty()));
    strict.pass(Duration.ofSeconds(2));
    assertEquals(
        Refusal.FORBIDDEN,
        eve.refused(new EditMessage(there, 1, "third", "e2", OptionalLong.empty())));
    eve.does(new DeleteMessage(there, 1, "d", Optional.empty()));
  }

  @Test
  void aSeqBeyondTheHeadIsInvalidAndOneOfNoMessageNotFound() {
    assertEquals("seq", ada.invalid(edit("e", 9, "text")));
    ada.does(react("r", 1, "👍", true));
    assertEquals(Refusal.NOT_FOUND, ada.refused(edit("e", 2, "text")));
    assertEquals("seq", ada.invalid(edit("e", 0, "text")));
  }

  @Test
  void tellsOfMorePinsWhenAMessageOfThePageIsDeletedMeanwhile() {
    assertUnpinnedMeanwhile(
        (eve, den) -> eve.does(new DeleteMessage(den, 101, "d", Optional.empty())));
  }

  @Test
  void tellsOfMorePinsWhenAMessageOfThePageIsUnpinnedMeanwhile() {
    assertUnpinnedMeanwhile((eve, den) -> eve.does(new SetPin(den, 101, false, "u")));
  }

  /** The reply of pins reads them, and then their messages. */
  private static void assertUnpinnedMeanwhile(BiConsumer<TestClient, RoomId> change) {
    ShakyStore store = new ShakyStore();
    TestChat slow = store.chat();
    TestClient eve = slow.connect("Eve");
    RoomId den = eve.does(new CreatePrivateRoom("Den")).room().info().id();
    eve.joins(den);
    for (int i = 1; i <= 51; i++) {
      long seq = eve.says(den, "message " + i).seq();
      eve.does(new SetPin(den, seq, true, "pin " + i));
    }
    store.holds("messages");
    List<Outcome<ListPins.Listed>> listed = eve.ask(new ListPins(den, OptionalLong.empty()));
    slow.settle();
    change.accept(eve, den);
    store.release();
    slow.settle();

    ListPins.Listed page = ((Outcome.Accepted<ListPins.Listed>) listed.get(0)).reply();
    assertEquals(50, page.pins().size());
    assertTrue(page.more(), "the first pin is still to come");
    assertTrue(page.pins().stream().allMatch(pin -> pin.message().state().pinned()));
  }
}
