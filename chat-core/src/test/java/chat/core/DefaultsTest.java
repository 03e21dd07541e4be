package chat.core;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.port.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A chat with default settings, on real threads. */
final class DefaultsTest {
  private static final RoomId GENERAL = RoomId.of("general");

  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  private static <R extends Reply> CompletionStage<Outcome<R>> ask(
      ChatConnection connection, Command<R> command) {
    CompletableFuture<Outcome<R>> answer = new CompletableFuture<>();
    connection.execute(command, answer::complete);
    return answer;
  }

  @Test
  void keepsTheOrderOfEachUserOnManyThreads() throws InterruptedException {
    Chat chat = Chat.builder().failures(failures::add).build();
    done(chat.ready());
    int threads = 4;
    int messages = 300;
    CountDownLatch toHear = new CountDownLatch(threads * threads * messages);
    List<ChatConnection> connections = new ArrayList<>();
    List<List<MessagePosted>> heard = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      List<MessagePosted> mine = Collections.synchronizedList(new ArrayList<>());
      heard.add(mine);
      ChatConnection connection =
          chat.connect(
              TestChat.user("user-" + i),
              batch ->
                  batch.events().stream()
                      .filter(MessagePosted.class::isInstance)
                      .map(MessagePosted.class::cast)
                      .forEach(
                          said -> {
                            mine.add(said);
                            toHear.countDown();
                          }));
      connections.add(connection);
      assertTrue(done(ask(connection, new JoinRoom(GENERAL))) instanceof Outcome.Accepted<?>);
    }
    Stages.together(threads, thread -> post(connections.get(thread), thread, messages));
    done(chat.close());
    assertTrue(toHear.await(20, TimeUnit.SECONDS));
    List<Long> all = LongStream.rangeClosed(1, (long) threads * messages).boxed().toList();
    for (List<MessagePosted> mine : heard) {
      assertEquals(all, mine.stream().map(MessagePosted::seq).toList());
      assertEquals(heard.get(0), mine);
      for (int i = 0; i < threads; i++) {
        String author = "user-" + i;
        List<String> texts =
            mine.stream()
                .filter(each -> each.author().name().equals(author))
                .map(MessagePosted::text)
                .toList();
        assertEquals(LongStream.range(0, messages).mapToObj(n -> "m" + n).toList(), texts);
      }
    }
    assertEquals(List.of(), failures);
    assertEquals(
        Refusal.UNAVAILABLE,
        ((Outcome.Refused<PostMessage.Sent>)
                done(ask(connections.get(0), new PostMessage(GENERAL, "late", "late"))))
            .refusal());
  }

  private static CompletionStage<Void> post(ChatConnection connection, int thread, int messages) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      answers.add(
          ask(connection, new PostMessage(GENERAL, "m" + i, thread + "-" + i))
              .thenAccept(outcome -> assertTrue(outcome instanceof Outcome.Accepted<?>))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
  }

  @Test
  void rejectsSettingsOutOfRange() {
    for (Chat.Builder builder :
        List.of(
            Chat.builder().maxTextLength(0),
            Chat.builder().tailSize(199),
            Chat.builder().presenceGrace(Duration.ofMillis(-1)),
            Chat.builder().codeRoomGrace(Duration.ofMillis(-1)),
            Chat.builder().guestRetention(Duration.ofMillis(-1)))) {
      assertThrows(IllegalArgumentException.class, builder::build);
    }
  }
}
