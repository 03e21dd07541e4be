package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.core.port.MessageSearch;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The scheduling of searches of many users. */
final class SearchTurnsTest {
  private static final String ENDLESS = "endless";
  private static final String SINGLE = "single";
  private final MemoryStore store = new MemoryStore(new Random(2));
  private final Queue<Runnable> underWay = new ArrayDeque<>();
  private final MessageSearch found = store.search(underWay::add);
  private final TestChat chat =
      new TestChat(builder -> builder.store(store.log(), store.directory()).search(this::search));

  /**
   * Finds nothing for {@value #ENDLESS}, in as many steps as it is given, and one message in each
   * step for {@value #SINGLE}.
   */
  private CompletionStage<SearchPage> search(
      SearchScope scope, Query query, long before, int limit) {
    if (query.words().contains(SINGLE)) {
      return found.search(scope, query, before, 1);
    }
    return query.words().contains(ENDLESS)
        ? CompletableFuture.supplyAsync(
            () -> new SearchPage(List.of(), OptionalLong.of(before - 1)), underWay::add)
        : found.search(scope, query, before, limit);
  }

  private static SearchMessages search(Optional<RoomId> room) {
    return search("tea ", room, Optional.empty());
  }

  private static SearchMessages search(
      String query, Optional<RoomId> room, Optional<String> cursor) {
    return new SearchMessages(query, room, cursor, OptionalInt.empty());
  }

  private static List<Outcome<SearchMessages.Found>> ask(TestClient client) {
    return client.ask(search(Optional.empty()));
  }

  /** Runs one search. */
  private void step() {
    assertEquals(1, underWay.size());
    underWay.remove().run();
    chat.settle();
  }

  private static void assertBusy(List<Outcome<SearchMessages.Found>> outcomes) {
    assertEquals(Refusal.BUSY, assertInstanceOf(Outcome.Refused.class, outcomes.get(0)).refusal());
  }

  @Test
  void answersASearchBesideTwentyBurstsAfterOneOfEachUser() {
    for (int i = 0; i < 20; i++) {
      TestClient guest = chat.connect("Guest" + i);
      for (int burst = 0; burst < 30; burst++) {
        ask(guest);
      }
    }
    chat.settle();
    TestClient ada = chat.connect("Ada");
    List<Outcome<SearchMessages.Found>> answer = ask(ada);
    chat.settle();
    int steps = 0; // the one under way, one of each other guest, and her own
    while (answer.isEmpty()) {
      step();
      steps++;
    }
    assertInstanceOf(Outcome.Accepted.class, answer.get(0));
    assertTrue(steps <= 22, "answered after " + steps + " searches");
  }

  @Test
  void answersEverySearchInTheEnd() {
    List<List<Outcome<SearchMessages.Found>>> answers = new ArrayList<>();
    for (String name : List.of("Ada", "Bob", "Eve")) {
      TestClient client = chat.connect(name);
      for (int i = 0; i < 20; i++) {
        answers.add(ask(client));
      }
    }
    chat.settle();
    while (!underWay.isEmpty()) {
      step();
    }
    answers.forEach(answer -> assertInstanceOf(Outcome.Accepted.class, answer.get(0)));
  }

  @Test
  void rejectsTooManySearchesOfOneUser() {
    TestClient ada = chat.connect("Ada");
    List<List<Outcome<SearchMessages.Found>>> answers = new ArrayList<>();
    for (int i = 0; i < 66; i++) {
      answers.add(ask(ada));
    }
    chat.settle();
    assertBusy(answers.get(65));
    assertTrue(answers.get(64).isEmpty());
  }

  @Test
  void makesRoomForAUserWithFewSearchesAtTheCostOfOneWithMany() {
    List<List<Outcome<SearchMessages.Found>>> answers = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      TestClient guest = chat.connect("Guest" + i);
      for (int burst = 0; burst < 64; burst++) {
        answers.add(ask(guest));
      }
    }
    chat.settle();
    long refusedBefore = answers.stream().filter(answer -> !answer.isEmpty()).count();
    TestClient ada = chat.connect("Ada");
    List<Outcome<SearchMessages.Found>> answer = ask(ada);
    chat.settle();
    assertTrue(answer.isEmpty());
    assertEquals(refusedBefore + 1, answers.stream().filter(refused -> !refused.isEmpty()).count());
  }

  @Test
  void findsNothingInARoomThatWasLeftWhileTheSearchWaited() {
    TestClient ada = chat.connect("Ada");
    RoomId den = ada.does(new CreatePrivateRoom("Den")).room().info().id();
    ada.joins(GENERAL);
    ask(ada);
    List<Outcome<SearchMessages.Found>> answer = ada.ask(search(Optional.of(den)));
    chat.settle();
    ada.does(new LeaveRoom(den));
    step();
    assertEquals(
        Refusal.NOT_FOUND, assertInstanceOf(Outcome.Refused.class, answer.get(0)).refusal());
  }

  @Test
  void answersASearchBesideEndlessOnesAfterOneStepOfEach() {
    List<List<Outcome<SearchMessages.Found>>> endless = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TestClient guest = chat.connect("Guest" + i);
      for (int burst = 0; burst < 10; burst++) {
        endless.add(guest.ask(search(ENDLESS + " ", Optional.empty(), Optional.empty())));
      }
    }
    chat.settle();
    for (int i = 0; i < 7; i++) {
      step();
    }
    TestClient ada = chat.connect("Ada");
    List<Outcome<SearchMessages.Found>> answer = ask(ada);
    chat.settle();
    int steps = 0; // the one under way, one of each other guest, and her own
    while (answer.isEmpty()) {
      step();
      steps++;
    }
    assertInstanceOf(Outcome.Accepted.class, answer.get(0));
    assertTrue(steps <= 6, "answered after " + steps + " steps");
    assertTrue(endless.stream().allMatch(List::isEmpty));
  }

  @Test
  void answersAnEndlessSearchWithACursorAndContinuesFromThere() {
    TestClient ada = chat.connect("Ada");
    SearchMessages.Found page = endless(ada, Optional.empty());
    assertTrue(page.hits().isEmpty() && page.more());
    String first = page.cursor().orElseThrow();
    assertNotEquals(first, endless(ada, page.cursor()).cursor().orElseThrow());
  }

  private SearchMessages.Found endless(TestClient client, Optional<String> cursor) {
    List<Outcome<SearchMessages.Found>> answer =
        client.ask(search(ENDLESS + " ", Optional.empty(), cursor));
    chat.settle();
    int steps = 0;
    while (answer.isEmpty()) {
      step();
      steps++;
    }
    assertEquals(40, steps);
    return ((Outcome.Accepted<SearchMessages.Found>) answer.get(0)).reply();
  }

  @Test
  void findsNothingInARoomThatWasLeftBetweenTwoSteps() {
    TestClient ada = chat.connect("Ada");
    RoomId den = ada.does(new CreatePrivateRoom("Den")).room().info().id();
    List<Outcome<SearchMessages.Found>> answer =
        ada.ask(search(ENDLESS + " ", Optional.of(den), Optional.empty()));
    chat.settle();
    step();
    ada.does(new LeaveRoom(den));
    step();
    assertEquals(
        Refusal.NOT_FOUND, assertInstanceOf(Outcome.Refused.class, answer.get(0)).refusal());
  }

  @Test
  void answersASearchWithLargeHitsAfterItsStep() {
    TestClient ada = chat.connect("Ada");
    ada.joins(GENERAL);
    for (int i = 0; i < 5; i++) {
      ada.says(GENERAL, SINGLE + " " + "x".repeat(3_000));
    }
    List<Outcome<SearchMessages.Found>> answer =
        ada.ask(search(SINGLE + " ", Optional.empty(), Optional.empty()));
    chat.settle();
    int steps = 0; // each finds one message of some 6 KB
    while (answer.isEmpty()) {
      step();
      steps++;
    }
    SearchMessages.Found page = ((Outcome.Accepted<SearchMessages.Found>) answer.get(0)).reply();
    assertEquals(steps, page.hits().size());
    assertTrue(steps > 1 && steps < 5 && page.more(), steps + " steps");
    assertFalse(rest(ada, page.cursor()).hits().isEmpty());
  }

  private SearchMessages.Found rest(TestClient client, Optional<String> cursor) {
    List<Outcome<SearchMessages.Found>> answer =
        client.ask(search(SINGLE + " ", Optional.empty(), cursor));
    chat.settle();
    while (answer.isEmpty()) {
      step();
    }
    return ((Outcome.Accepted<SearchMessages.Found>) answer.get(0)).reply();
  }
}
