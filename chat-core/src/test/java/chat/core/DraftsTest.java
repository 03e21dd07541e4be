package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.SaveDraft;
import chat.core.command.room.LeaveRoom;
import chat.core.event.Signal.DraftChanged;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.core.port.DraftStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DraftsTest {
  private final ShakyStore shaky = new ShakyStore();
  private final TestChat chat = shaky.chat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient phone = chat.connect("Ada");

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "first");
    phone.heard();
  }

  private static MessageDraft draft(String text, long rev) {
    return new MessageDraft(GENERAL, OptionalLong.empty(), text, OptionalLong.empty(), rev);
  }

  private static MessageDraft draft(long root, long replyTo) {
    return new MessageDraft(GENERAL, OptionalLong.of(root), "text", OptionalLong.of(replyTo), 1);
  }

  private static SaveDraft.Saved saved(long rev) {
    return new SaveDraft.Saved(GENERAL, OptionalLong.empty(), rev, Optional.empty());
  }

  private static List<MessageDraft> drafts(TestClient client) {
    return client.does(new ListDrafts()).drafts();
  }

  @Test
  void areTheSameOnAllConnectionsOfTheUserAlone() {
    TestClient bob = chat.connect("Bob");
    bob.joins(GENERAL);
    List.of(ada, phone, bob).forEach(TestClient::heard);
    MessageDraft draft = draft("hel", 100);
    assertEquals(saved(100), ada.does(new SaveDraft(draft)));
    assertEquals(List.of(new DraftChanged(draft)), phone.heard());
    assertEquals(List.of(), ada.heard());
    assertEquals(List.of(), bob.heard());
    assertEquals(List.of(draft), drafts(phone));
    assertEquals(List.of(), drafts(bob));
    assertEquals(List.of(draft), drafts(shaky.chat().connect("Ada")));
  }

  @Test
  void areKeptByTheHigherRev() {
    MessageDraft kept = draft("kept", 100);
    ada.does(new SaveDraft(kept));
    phone.heard();
    for (MessageDraft late : List.of(draft("older", 99), draft("same rev", 100), draft("", 7))) {
      assertEquals(
          new SaveDraft.Saved(GENERAL, OptionalLong.empty(), 100, Optional.of(kept)),
          phone.does(new SaveDraft(late)));
    }
    assertEquals(saved(100), phone.does(new SaveDraft(kept)), "a repetition");
    assertEquals(List.of(), ada.heard(DraftChanged.class));
    assertEquals(saved(101), phone.does(new SaveDraft(draft("newer", 101))));
    assertEquals(List.of(new DraftChanged(draft("newer", 101))), ada.heard(DraftChanged.class));
  }

  @Test
  void areRemovedByAnEmptyText() {
    ada.does(new SaveDraft(draft("text", 1)));
    phone.heard();
    assertEquals(saved(2), ada.does(new SaveDraft(draft("", 2))));
    assertEquals(List.of(new DraftChanged(draft("", 2))), phone.heard());
    assertEquals(List.of(), drafts(ada));
    assertEquals(Optional.of(draft("", 2)), phone.does(new SaveDraft(draft("text", 1))).current());
  }

  @Test
  void areOfARoomAndAThread() {
    ada.says(GENERAL, "second");
    MessageDraft inThread = draft(1, 2);
    SaveDraft.Saved reply = ada.does(new SaveDraft(inThread));
    assertEquals(OptionalLong.of(1), reply.root());
    ada.does(new SaveDraft(draft("outside", 1)));
    assertEquals(List.of(draft("outside", 1), inThread), drafts(phone));
    assertEquals("root", ada.invalid(new SaveDraft(draft(3, 1))));
    assertEquals("reply_to", ada.invalid(new SaveDraft(draft(1, 3))));
    assertEquals("root", ada.invalid(new SaveDraft(draft(0, 1))));
    assertEquals("reply_to", ada.invalid(new SaveDraft(draft(1, 0))));
  }

  @Test
  void areBoundedLikeMessagesButMayBeBlank() {
    assertEquals(saved(1), ada.does(new SaveDraft(draft(" \n", 1))));
    assertEquals("text", ada.invalid(new SaveDraft(draft("a\u0007", 2))));
    assertEquals("text", ada.invalid(new SaveDraft(draft("a\ud800", 2))));
    assertEquals(saved(2), ada.does(new SaveDraft(draft("x".repeat(4_000), 2))));
    assertEquals(Refusal.TOO_LONG, ada.refused(new SaveDraft(draft("x".repeat(4_001), 3))));
    assertEquals("rev", ada.invalid(new SaveDraft(draft("text", 0))));
    assertEquals("rev", ada.invalid(new SaveDraft(draft("text", SaveDraft.MAX_REV + 1))));
    assertEquals(
        saved(SaveDraft.MAX_REV), ada.does(new SaveDraft(draft("text", SaveDraft.MAX_REV))));
  }

  @Test
  void areNotMoreThanAHundred() {
    for (int seq = 2; seq <= DraftStore.MAX_DRAFTS + 1; seq++) {
      ada.says(GENERAL, "message " + seq);
      ada.does(new SaveDraft(draft(seq, 1)));
    }
    assertEquals(Refusal.FORBIDDEN, ada.refused(new SaveDraft(draft("text", 1))));
    assertEquals(DraftStore.MAX_DRAFTS, drafts(ada).size());
  }

  @Test
  void needMembershipAndEndWithIt() {
    TestClient bob = chat.connect("Bob");
    assertEquals(Refusal.NOT_MEMBER, bob.refused(new SaveDraft(draft("text", 1))));
    MessageDraft nowhere =
        new MessageDraft(
            RoomId.of("nowhere"), OptionalLong.empty(), "text", OptionalLong.empty(), 1);
    assertEquals(Refusal.NOT_FOUND, bob.refused(new SaveDraft(nowhere)));
    ada.does(new SaveDraft(draft("text", 5)));
    ada.does(new LeaveRoom(GENERAL));
    assertEquals(List.of(), drafts(ada));
    ada.joins(GENERAL);
    assertEquals(saved(1), ada.does(new SaveDraft(draft("again", 1))));
  }

  @Test
  void areNotStoredWhenTheUserLeavesFirst() {
    shaky.holds("saveDraft");
    List<Outcome<SaveDraft.Saved>> saved = ada.ask(new SaveDraft(draft("text", 1)));
    chat.settle();
    ada.does(new LeaveRoom(GENERAL));
    shaky.release();
    chat.settle();
    assertEquals(Refusal.NOT_MEMBER, ((Outcome.Refused<SaveDraft.Saved>) saved.get(0)).refusal());
    assertEquals(List.of(), drafts(ada));
  }

  @Test
  void areSentToOtherConnectionsAlsoWhenTheStoreFailsAfterwards() {
    MessageDraft draft = draft("text", 1);
    shaky.fails("saveDraft", ShakyStore.Fault.UNCERTAIN);
    List<Outcome<SaveDraft.Saved>> outcomes = ada.ask(new SaveDraft(draft));
    assertThrows(AssertionError.class, chat::settle, "the store's failure is reported");
    assertEquals(1, chat.takeFailures().size());
    assertEquals(
        Refusal.UNAVAILABLE, ((Outcome.Refused<SaveDraft.Saved>) outcomes.get(0)).refusal());
    assertEquals(List.of(new DraftChanged(draft)), phone.heard(DraftChanged.class));
    assertEquals(saved(1), ada.does(new SaveDraft(draft)));
  }
}
