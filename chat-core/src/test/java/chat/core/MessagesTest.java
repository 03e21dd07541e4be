package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.PostMessage;
import chat.core.command.room.JoinRoom;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  @Test
  void deliversToAllUsersWhoJoined() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    PostMessage.Sent sent = ada.says(GENERAL, "hello");
    assertEquals(1, sent.seq());
    assertFalse(sent.duplicate());
    assertEquals(List.of("hello"), ada.texts());
    assertEquals(List.of("hello"), bob.texts());
  }

  @Test
  void acknowledgesBeforeTheSendersOwnEvent() {
    ada.joins(GENERAL);
    ada.log();
    ada.says(GENERAL, "hello");
    List<Object> log = ada.log();
    assertInstanceOf(Outcome.Accepted.class, log.get(0));
    assertInstanceOf(MessagePosted.class, log.get(1));
  }

  @Test
  void appendsWhatIsQueuedTogetherInOrder() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 10; i++) {
      ada.ask(ada.post(GENERAL, "a" + i));
    }
    chat.settle();
    assertEquals(List.of("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"), bob.texts());
  }

  @Test
  void answersARetryWithTheFirstOutcome() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    PostMessage post = ada.post(GENERAL, "once");
    PostMessage.Sent first = ada.does(post);
    PostMessage.Sent second = ada.does(post);
    assertTrue(second.duplicate());
    assertEquals(first.seq(), second.seq());
    assertEquals(first.at(), second.at());
    assertEquals(List.of("once"), bob.texts());
  }

  @Test
  void rejectsPostFromNonMember() {
    assertEquals(Refusal.NOT_MEMBER, ada.refused(ada.post(GENERAL, "hello")));
  }

  @Test
  void rejectsPostToARoomThatDoesNotExist() {
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(RoomId.of("nowhere"), "hello")));
  }

  @Test
  void returnsHistoryToAUserWhoJoinsLater() {
    ada.joins(GENERAL);
    for (int i = 1; i <= 60; i++) {
      ada.says(GENERAL, "m" + i);
    }
    JoinRoom.Joined joined = bob.joins(GENERAL);
    assertEquals(50, joined.events().size());
    assertEquals(11, joined.events().get(0).seq());
    assertTrue(joined.more());
    assertFalse(joined.resumed());
    assertEquals(60, joined.head().seq());
  }

  @Test
  void repliesOnlyToMessagesOfTheRoom() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "one");
    assertEquals(2, ada.does(new PostMessage(GENERAL, "two", "r", OptionalLong.of(1))).seq());
    assertEquals(
        Refusal.INVALID, ada.refused(new PostMessage(GENERAL, "three", "s", OptionalLong.of(3))));
    assertEquals(
        Refusal.INVALID, ada.refused(new PostMessage(GENERAL, "three", "t", OptionalLong.of(0))));
  }

  @Test
  void sendsPrivatelyByALeadingName() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    TestClient eve = chat.connect("Eve");
    eve.joins(GENERAL);
    PostMessage.Sent sent = ada.says(GENERAL, "@bob psst");
    assertEquals("dm.ada.bob", sent.room().value());
    assertEquals(List.of("psst"), bob.texts());
    assertEquals(List.of("psst"), ada.texts());
    assertEquals(List.of(), eve.texts());
  }
}
