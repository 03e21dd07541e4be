package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands of a retired user are rejected, even if they were submitted before. */
final class RetiredTest {
  private final MemoryStore store = new MemoryStore(new Random(2));
  private final TestChat chat = new TestChat(store);
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private void retire(TestClient client) {
    assertNull(store.directory().retire(client.user().id()).toCompletableFuture().join());
    assertNull(chat.chat().retired(client.user().id()).toCompletableFuture().join());
  }

  private int messages() {
    var read =
        new ReadHistory(GENERAL, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
    return bob.does(read).events().size();
  }

  @Test
  void storesNoMessageThatWaitsForItsRoom() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    bob.ask(bob.post(GENERAL, "before")); // the room's lane is scheduled
    List<Outcome<PostMessage.Sent>> sent = ada.ask(ada.post(GENERAL, "too late"));
    retire(ada);
    chat.settle();
    assertEquals(Refusal.NOT_MEMBER, refusal(sent));
    assertEquals(1, messages());
  }

  private static Refusal refusal(List<? extends Outcome<?>> outcomes) {
    return assertInstanceOf(Outcome.Refused.class, outcomes.get(0)).refusal();
  }

  @Test
  void rejectsAllFurtherCommands() {
    ada.joins(GENERAL);
    retire(ada);
    List<Command<?>> commands =
        List.of(
            ada.post(GENERAL, "too late"),
            new SetUsername("Countess"),
            new CreatePublicRoom("Tea"),
            new JoinRoom(GENERAL),
            new ListRooms(Optional.empty(), OptionalInt.empty()));
    for (Command<?> command : commands) {
      assertEquals(Refusal.UNAUTHORIZED, ada.refused(command));
    }
    assertEquals(0, messages());
  }

  @Test
  void rejectsConnectionsOpenedAfterwards() {
    ada.close();
    chat.pass(Duration.ofMinutes(1)); // the chat has nothing of her in memory any more
    assertNull(store.directory().retire(ada.user().id()).toCompletableFuture().join());
    TestClient again = chat.connect("Ada");
    assertEquals(Refusal.UNAUTHORIZED, again.refused(new SetUsername("Countess")));
  }

  @Test
  void opensNoConversationWithThem() {
    retire(ada);
    assertEquals(Refusal.NOT_FOUND, bob.refused(new OpenConversation(ada.user().id())));
  }
}
