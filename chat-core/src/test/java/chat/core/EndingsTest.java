package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.message.PostMessage;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is still delivered when rooms, workers and the chat itself end. */
class EndingsTest {
  @Test
  void answersARetryOfAPrivateMessageAfterItsRoomHasEnded() {
    TestChat chat = new TestChat();
    TestClient ada = chat.connect("Ada");
    chat.connect("Bob");
    RoomId room = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    PostMessage post = ada.post(room, "@bob psst");
    PostMessage.Sent first = ada.does(post);
    chat.pass(Duration.ofMinutes(2));
    PostMessage.Sent again = ada.does(post);
    assertTrue(again.duplicate());
    assertEquals(first.room(), again.room());
    assertEquals(first.seq(), again.seq());
  }

  @Test
  void closesOnlyAfterAllEventsWereBroadcast() {
    List<Runnable> ready = new ArrayList<>();
    Chat chat = Chat.builder().executor(ready::add).timers((delay, task) -> () -> {}).build();
    List<String> heard = new ArrayList<>();
    ChatConnection ada =
        chat.connect(
            TestChat.user("Ada"),
            batch -> {
              if (batch.events().get(0) instanceof MessagePosted) {
                heard.add("told");
              }
            });
    ada.execute(new JoinRoom(GENERAL), outcome -> {});
    ada.execute(new PostMessage(GENERAL, "hello", "k"), outcome -> heard.add("answered"));
    CompletableFuture<Boolean> closed =
        chat.close().thenApply(done -> heard.add("closed")).toCompletableFuture();
    assertFalse(closed.isDone());
    while (!ready.isEmpty()) {
      ready.remove(0).run();
    }
    assertTrue(closed.join());
    assertEquals(List.of("answered", "told", "closed"), heard);
  }

  @Test
  void continuesAfterAnErrorInASubscriber() {
    List<Throwable> failures = new ArrayList<>();
    TestChat chat = new TestChat(builder -> builder.failures(failures::add));
    ChatConnection broken =
        chat.chat()
            .connect(
                TestChat.user("Broken"),
                batch -> {
                  throw new StackOverflowError();
                });
    broken.execute(new JoinRoom(GENERAL), outcome -> {});
    TestClient ada = chat.connect("Ada");
    ada.joins(GENERAL);
    ada.says(GENERAL, "one");
    ada.heard();
    ada.says(GENERAL, "two");
    assertEquals(List.of("two"), ada.texts());
    assertFalse(failures.isEmpty());
  }
}
