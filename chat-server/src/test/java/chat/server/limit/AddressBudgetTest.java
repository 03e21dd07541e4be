package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.SetUsername;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListRooms;
import chat.core.model.MessageDraft;
import chat.core.model.RoomId;
import chat.server.wire.ClientCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class AddressBudgetTest {
  private static final RoomId GENERAL = RoomId.of("general");
  private static final AddressBlock HERE = Addresses.in48(1);
  private static final AddressBlock THERE = Addresses.of("192.0.2.1");
  private static final Command<?> SEARCH =
      new SearchMessages("tea", Optional.empty(), Optional.empty(), OptionalInt.empty());
  private static final Command<?> PAGE = new ListRooms(Optional.empty(), OptionalInt.empty());

  private final AddressBudget budget = new AddressBudget(rates(100), ClientCommand::rate, () -> 0);

  private static AddressRates rates(int kib) {
    return new AddressRates(of(kib), of(2), of(3), of(4), of(6), of(5), 8, of(7));
  }

  private static Rate of(int burst) {
    return new Rate(burst, Duration.ofSeconds(1));
  }

  private static Command<?> post(String text) {
    return new PostMessage(GENERAL, text, "c");
  }

  private void assertAllows(int times, Command<?> command) {
    for (int i = 0; i < times; i++) {
      assertEquals(0, budget.take(HERE, command), "number " + i);
    }
    assertTrue(budget.take(HERE, command) > 0);
    assertEquals(0, budget.take(THERE, command), "another address is not concerned");
  }

  @Test
  void limitsEachKindToItsOwnRate() {
    assertAllows(2, SEARCH);
    assertAllows(3, PAGE);
    assertAllows(4, new SetUsername("Ada"));
    assertAllows(5, new CreatePublicRoom("Tea"));
    assertAllows(1, new CreateCodeRoom(Optional.empty()));
    assertTrue(budget.take(HERE, new JoinRoom(GENERAL)) > 0, "a join brings a page");
    for (int i = 0; i < 1_000; i++) {
      assertEquals(0, budget.take(HERE, new MarkRead(GENERAL, 1)));
    }
  }

  @Test
  void countsOfDraftsWhatIsLongerThanUsual() {
    AddressBudget small = new AddressBudget(rates(1), ClientCommand::rate, () -> 0);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(0, small.take(HERE, draft("x".repeat(CommandRate.FREE_DRAFT_BYTES))));
    }
    assertEquals(0, small.take(HERE, draft("€".repeat(CommandRate.FREE_DRAFT_BYTES / 2))));
    assertEquals(0, small.take(HERE, draft("x".repeat(3 * CommandRate.FREE_DRAFT_BYTES / 2))));
    assertTrue(small.take(HERE, draft("x".repeat(CommandRate.FREE_DRAFT_BYTES + 1))) > 0);
  }

  private static Command<?> draft(String text) {
    return new SaveDraft(
        new MessageDraft(GENERAL, OptionalLong.empty(), text, OptionalLong.empty(), 1));
  }

  @Test
  void countsMessagesByTheirBytes() {
    AddressBudget small = new AddressBudget(rates(4), ClientCommand::rate, () -> 0);
    assertEquals(0, small.take(HERE, post("x".repeat(1_024 - 256))));
    assertEquals(0, small.take(HERE, post("€".repeat(256))));
    assertEquals(0, small.take(HERE, post("😀".repeat(192))));
    assertEquals(0, small.take(HERE, post("x".repeat(1_024 - 256))));
    assertTrue(small.take(HERE, post("x")) > 0);
  }

  @Test
  void givesBackCommandsThatChangedNothing() {
    AddressBudget small = new AddressBudget(rates(2), ClientCommand::rate, () -> 0);
    for (int i = 0; i < 20; i++) {
      for (Command<?> command :
          new Command<?>[] {
            post("x".repeat(500)), new CreatePublicRoom("Tea"), new SetUsername("Ada")
          }) {
        assertEquals(0, small.take(HERE, command));
        small.giveBack(HERE, command);
      }
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(0, small.take(HERE, PAGE));
      small.giveBack(HERE, PAGE);
    }
    assertTrue(small.take(HERE, PAGE) > 0, "what was read was work");
  }

  @Test
  void doesNotCountWhatItRejects() {
    for (int i = 0; i < 5; i++) {
      assertEquals(0, budget.take(HERE, new CreatePublicRoom("Tea")));
    }
    for (int i = 0; i < 1_000; i++) {
      assertTrue(budget.take(HERE, new CreatePublicRoom("Tea")) > 0);
    }
    assertEquals(0, budget.take(HERE, new CreateCodeRoom(Optional.empty())));
    assertEquals(0, budget.take(HERE, post("x".repeat(90_000))));
  }

  @Test
  void measuresTextsAsUtf8() {
    for (String text : new String[] {"", "tea", "ñandú", "€uro", "漢字", "😀 tea 😀"}) {
      assertEquals(
          text.getBytes(StandardCharsets.UTF_8).length, AddressBudget.utf8Length(text), text);
    }
  }
}
