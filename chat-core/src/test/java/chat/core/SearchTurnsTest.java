package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.CreatePrivateRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply.MessagesFound;
import chat.core.command.SearchMessages;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In which order searches of many users are worked on. */
final class SearchTurnsTest {
  private final MemoryStore store = new MemoryStore(new Random(2));
  private final Queue<Runnable> underWay = new ArrayDeque<>();
  private final TestChat chat =
      new TestChat(
          builder ->
              builder.store(store.log(), store.directory()).search(store.search(underWay::add)));

  private static SearchMessages search(Optional<RoomId> room) {
    return new SearchMessages("tea", room, Optional.empty(), OptionalInt.empty());
  }

  private static List<Outcome<MessagesFound>> ask(TestClient client) {
    return client.ask(search(Optional.empty()));
  }

  /** Works on one search. */
  private void step() {
    assertEquals(1, underWay.size());
    underWay.remove().run();
    chat.settle();
  }

  private static void assertBusy(List<Outcome<MessagesFound>> outcomes) {
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
    List<Outcome<MessagesFound>> answer = ask(ada);
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
    List<List<Outcome<MessagesFound>>> answers = new ArrayList<>();
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
  void refusesWhatOneUserHasTooMuchOf() {
    TestClient ada = chat.connect("Ada");
    List<List<Outcome<MessagesFound>>> answers = new ArrayList<>();
    for (int i = 0; i < 66; i++) {
      answers.add(ask(ada));
    }
    chat.settle();
    assertBusy(answers.get(65));
    assertTrue(answers.get(64).isEmpty());
  }

  @Test
  void makesPlaceForAUserWithFewSearchesAtTheCostOfOneWithMany() {
    List<List<Outcome<MessagesFound>>> answers = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      TestClient guest = chat.connect("Guest" + i);
      for (int burst = 0; burst < 64; burst++) {
        answers.add(ask(guest));
      }
    }
    chat.settle();
    long refusedBefore = answers.stream().filter(answer -> !answer.isEmpty()).count();
    TestClient ada = chat.connect("Ada");
    List<Outcome<MessagesFound>> answer = ask(ada);
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
    List<Outcome<MessagesFound>> answer = ada.ask(search(Optional.of(den)));
    chat.settle();
    ada.does(new LeaveRoom(den));
    step();
    assertEquals(
        Refusal.NOT_FOUND, assertInstanceOf(Outcome.Refused.class, answer.get(0)).refusal());
  }
}
