package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.PostMessage;
import chat.core.command.message.SetTyping;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal.UserTyping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bounds of texts, connections and rooms. */
final class BoundsTest {
  private static final int PER_CONNECTION = 512;
  private static final int PER_ROOM = 4_096;

  private final ShakyStore store = new ShakyStore();
  private final TestChat chat = store.chat();
  private final TestClient ada = chat.connect("Ada");
  private final List<List<Outcome<PostMessage.Sent>>> asked = new ArrayList<>();

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
  }

  private void ask(TestClient client, int sends) {
    for (int i = 0; i < sends; i++) {
      asked.add(client.ask(client.post(GENERAL, "m")));
    }
  }

  private long busy() {
    return asked.stream()
        .flatMap(List::stream)
        .filter(
            outcome ->
                outcome instanceof Outcome.Refused<PostMessage.Sent> refused
                    && refused.refusal() == Refusal.BUSY)
        .count();
  }

  private void everyOneIsAnsweredOnce() {
    assertTrue(asked.stream().allMatch(outcomes -> outcomes.size() == 1));
  }

  @Test
  void accepts512UnansweredCommandsOfAConnection() {
    store.holds("append");
    ask(ada, PER_CONNECTION);
    chat.settle();
    assertEquals(0, busy());
    ask(ada, 1);
    assertEquals(1, busy());
    store.release();
    chat.settle();
    everyOneIsAnsweredOnce();
    assertEquals(PER_CONNECTION, ada.texts().size());
    ada.says(GENERAL, "free again");
  }

  @Test
  void accepts4096UnansweredCommandsOfARoom() {
    List<TestClient> crowd = new ArrayList<>();
    for (int i = 0; i < PER_ROOM / PER_CONNECTION; i++) {
      crowd.add(chat.connect("crowd-" + i));
      crowd.get(i).joins(GENERAL);
    }
    store.holds("append");
    crowd.forEach(client -> ask(client, PER_CONNECTION));
    chat.settle();
    assertEquals(0, busy());
    ask(ada, 1);
    assertEquals(1, busy());
    store.release();
    chat.settle();
    everyOneIsAnsweredOnce();
    List<Long> seqs = ada.heard(MessagePosted.class).stream().map(RoomEvent::seq).toList();
    assertEquals(PER_ROOM, seqs.size());
    for (int i = 0; i < PER_ROOM; i++) {
      assertEquals(i + 1, seqs.get(i));
    }
    ada.says(GENERAL, "free again");
  }

  @Test
  void dropsTypingInAnOverloadedRoom() {
    List<TestClient> crowd = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      crowd.add(chat.connect("crowd-" + i));
      crowd.get(i).joins(GENERAL);
    }
    ada.heard();
    store.holds("append");
    crowd.subList(0, 4).forEach(client -> ask(client, PER_CONNECTION));
    chat.settle();
    crowd.get(4).does(new SetTyping(GENERAL, true));
    store.release();
    chat.settle();
    assertEquals(List.of(), ada.heard(UserTyping.class));
    crowd.get(4).does(new SetTyping(GENERAL, true));
    assertEquals(1, ada.heard(UserTyping.class).size());
  }

  @Test
  void allowsLeavingAnOverloadedRoom() {
    TestClient bob = chat.connect("Bob");
    bob.joins(GENERAL);
    store.holds("append");
    ask(ada, PER_CONNECTION);
    chat.settle();
    bob.close();
    store.release();
    chat.settle();
    chat.pass(Duration.ofSeconds(5));
    assertEquals(1, ada.joins(GENERAL).room().info().userCount());
  }

  @Test
  void acceptsATextOfTheMaximumLength() {
    ada.says(GENERAL, "x".repeat(4_000));
    ada.says(GENERAL, "\ud83d\ude00".repeat(4_000));
    assertEquals(Refusal.TOO_LONG, ada.refused(ada.post(GENERAL, "x".repeat(4_001))));
    assertEquals(Refusal.TOO_LONG, ada.refused(ada.post(GENERAL, "\ud83d\ude00".repeat(4_001))));
  }

  @Test
  void storesATextVerbatim() {
    for (String text :
        List.of(
            "  spaces  ", "tab\tand\nnewline", "<b>&amp;", "\u202eright", "e\u0301", "\u00ad-")) {
      ada.says(GENERAL, text);
      assertEquals(List.of(text), ada.texts());
    }
  }

  @Test
  void rejectsABlankOrInvalidText() {
    for (String text :
        List.of(
            "",
            " ",
            "\n\t ",
            "\u00a0",
            "\u2003",
            "\u200b",
            "\u0000",
            "a\r\n",
            "a\u001bb",
            "a\u0085",
            "\ud83d",
            "a\ude00b",
            "\ude00\ud83d")) {
      assertEquals("text", ada.invalid(new PostMessage(GENERAL, text, "key")), text);
    }
  }
}
