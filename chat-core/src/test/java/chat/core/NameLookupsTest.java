package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.PostMessage;
import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.core.port.Directory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which names of a message are looked up, and when. */
final class NameLookupsTest {
  private final List<Collection<?>> lookups = new ArrayList<>();
  private final MemoryStore store = new MemoryStore(new Random(2));
  private final TestChat chat =
      new TestChat(builder -> builder.store(store.log(), watched(store.directory())));
  private final TestClient ada = chat.connect("Ada");

  private Directory watched(Directory directory) {
    return (Directory)
        Proxy.newProxyInstance(
            Directory.class.getClassLoader(),
            new Class<?>[] {Directory.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("usersNamed")) {
                lookups.add((Collection<?>) arguments[0]);
              }
              return method.invoke(directory, arguments);
            });
  }

  @Test
  void looksUpNoNameForAUserWhoMayNotPost() {
    for (String text : List.of("hello @Bob", "@Bob a word", "@abcd--------------")) {
      assertEquals(Refusal.NOT_MEMBER, ada.refused(ada.post(GENERAL, text)));
      assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(RoomId.of("nowhere"), text)));
      assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(RoomId.of("dm.bob.eve"), text)));
    }
    assertEquals(List.of(), lookups);
  }

  @Test
  void looksUpNoNameForAnInvalidReply() {
    ada.joins(GENERAL);
    assertEquals(
        "reply_to", ada.invalid(new PostMessage(GENERAL, "hello @Bob", "k", OptionalLong.of(7))));
    assertEquals(List.of(), lookups);
  }

  @Test
  void looksUpAtMostTwentyNamesAtATime() {
    ada.joins(GENERAL);
    String many =
        IntStream.range(0, 50).mapToObj(i -> "@name" + i).collect(Collectors.joining(" "));
    ada.says(GENERAL, "hello " + many);
    ada.says(GENERAL, "hello @abcd" + "-".repeat(60) + " @efgh" + "_".repeat(60));
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(GENERAL, "@nobody " + many)));
    assertEquals(3, lookups.size());
    lookups.forEach(names -> assertEquals(true, names.size() <= 20, names.toString()));
    assertEquals(true, lookups.get(2).contains("nobody"));
  }

  @Test
  void keepsTheOrderOfMessagesWithNamesAndWithout() {
    TestClient bob = chat.connect("Bob");
    bob.ask(new JoinRoom(GENERAL));
    List<List<Outcome<PostMessage.Sent>>> sent = new ArrayList<>();
    for (String text : List.of("1", "2 @Ada", "3", "4 @Ada @Bob", "5")) {
      sent.add(bob.ask(bob.post(GENERAL, text)));
    }
    chat.settle();
    sent.forEach(outcome -> assertInstanceOf(Outcome.Accepted.class, outcome.get(0)));
    assertEquals(
        List.of("1", "2 @Ada", "3", "4 @Ada @Bob", "5"),
        bob.heard(MessagePosted.class).stream().map(MessagePosted::text).toList());
  }
}
