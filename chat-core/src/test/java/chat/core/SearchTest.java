package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SearchTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private static SearchMessages search(String query) {
    return new SearchMessages(query, Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  private static SearchMessages search(RoomId room, String query) {
    return new SearchMessages(query, Optional.of(room), Optional.empty(), OptionalInt.empty());
  }

  private static List<String> texts(SearchMessages.Found found) {
    return found.hits().stream().map(SearchMessages.Hit::message).map(said -> said.text()).toList();
  }

  private List<String> finds(TestClient asker, String query) {
    return texts(asker.does(search(query)));
  }

  @Test
  void findsPublicMessagesWithoutJoining() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "green tea");
    ada.says(GENERAL, "black TEA");
    assertEquals(List.of("black TEA", "green tea"), finds(bob, "tea"));
    assertEquals(List.of("green tea"), texts(bob.does(search(GENERAL, "green"))));
  }

  @Test
  void findsConversationsOnlyForTheirUsers() {
    TestClient eve = chat.connect("Eve");
    ada.joins(GENERAL);
    ada.says(GENERAL, "@Bob the secret");
    assertEquals(List.of("the secret"), finds(ada, "secret"));
    assertEquals(List.of("the secret"), finds(bob, "secret"));
    assertEquals(List.of(), finds(eve, "secret"));
    RoomId room = ada.does(search("secret")).hits().get(0).message().room();
    assertEquals(List.of("the secret"), texts(bob.does(search(room, "secret"))));
    assertEquals(Refusal.NOT_FOUND, eve.refused(search(room, "secret")));
  }

  @Test
  void findsCodeRoomsOnlyForTheirMembers() {
    RoomId room = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    ada.joins(room);
    ada.says(room, "the secret");
    assertEquals(List.of("the secret"), finds(ada, "secret"));
    assertEquals(List.of(), finds(bob, "secret"));
    assertEquals(Refusal.NOT_FOUND, bob.refused(search(room, "secret")));
    ada.does(new LeaveRoom(room));
    assertEquals(List.of(), finds(ada, "secret"));
  }

  @Test
  void letsAnAnonymousConnectionSearchPublicRooms() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "tea for all");
    ada.says(GENERAL, "@Bob tea for you");
    List<Outcome<SearchMessages.Found>> outcomes = new ArrayList<>();
    chat.chat().stranger().execute(search("tea"), outcomes::add);
    chat.settle();
    assertEquals(
        List.of("tea for all"),
        texts(((Outcome.Accepted<SearchMessages.Found>) outcomes.get(0)).reply()));
  }

  @Test
  void pagesByCursorWithoutGapOrDuplicate() {
    ada.joins(GENERAL);
    for (int i = 0; i < 25; i++) {
      ada.says(GENERAL, "tea " + i);
    }
    List<String> texts = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      SearchMessages.Found page =
          ada.does(new SearchMessages("tea", Optional.empty(), cursor, OptionalInt.of(10)));
      assertEquals(page.more(), page.cursor().isPresent());
      texts.addAll(texts(page));
      cursor = page.cursor();
    } while (cursor.isPresent());
    assertEquals(25, texts.size());
    assertEquals("tea 24", texts.get(0));
    assertEquals("tea 0", texts.get(24));
  }

  @Test
  void showsTheWordsFoundInAMessage() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "Green tea");
    SearchMessages.Hit hit = ada.does(search("tea")).hits().get(0);
    assertEquals("Green tea", hit.snippet().text());
    assertEquals(6, hit.snippet().marks().get(0).start());
    assertEquals(9, hit.snippet().marks().get(0).end());
  }

  @Test
  void cutsAPageOfLongSnippetsBySize() {
    MemoryStore store = new MemoryStore(new Random(2));
    TestChat big = new TestChat(store);
    TestClient cleo = big.connect("Cleo");
    cleo.joins(GENERAL);
    for (int i = 0; i < 300; i++) {
      cleo.says(GENERAL, "茶 ".repeat(100));
    }
    SearchMessages.Found page =
        cleo.does(new SearchMessages("茶", Optional.empty(), Optional.empty(), OptionalInt.of(200)));
    assertTrue(page.more() && page.hits().size() < 200 && page.hits().size() > 50);
    assertTrue(page.hits().stream().mapToInt(SearchMessages.Hit::weight).sum() <= 128 * 1024);
    SearchMessages.Found next =
        cleo.does(new SearchMessages("茶", Optional.empty(), page.cursor(), OptionalInt.of(1)));
    long last = page.hits().get(page.hits().size() - 1).message().seq();
    assertEquals(last - 1, next.hits().get(0).message().seq());
  }

  @Test
  void acceptsAnyQueryThatIsNotBlankOrTooLong() {
    assertEquals("query", ada.invalid(search(" \n")));
    assertEquals("query", ada.invalid(search("x".repeat(257))));
    assertEquals(List.of(), finds(ada, "?!\"*"));
    assertFalse(ada.does(search("?!")).more());
  }

  @Test
  void rejectsInvalidCursorsAndLimits() {
    SearchMessages wrong =
        new SearchMessages("tea", Optional.empty(), Optional.of("no place"), OptionalInt.empty());
    assertEquals("cursor", ada.invalid(wrong));
    for (int limit : new int[] {0, 201}) {
      assertEquals(
          "limit",
          ada.invalid(
              new SearchMessages(
                  "tea", Optional.empty(), Optional.empty(), OptionalInt.of(limit))));
    }
  }

  @Test
  void rejectsAsUnavailableWithoutASearch() {
    MemoryStore store = new MemoryStore(new Random(2));
    TestChat plain = new TestChat(builder -> builder.store(store.log(), store.directory()));
    TestClient cleo = plain.connect("Cleo");
    List<Outcome<SearchMessages.Found>> outcomes = new ArrayList<>();
    cleo.connection().execute(search("tea"), outcomes::add);
    try {
      plain.settle();
    } catch (AssertionError reported) {
      plain.takeFailures();
    }
    assertEquals(
        Refusal.UNAVAILABLE, ((Outcome.Refused<SearchMessages.Found>) outcomes.get(0)).refusal());
  }
}
