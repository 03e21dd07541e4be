package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.state.MessageRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mentions of all members, and of those who are present. */
final class MentionAllTest {
  private static final List<Mention.OfAll> ALL = List.of(new Mention.OfAll(Mention.Who.ALL, 0, 4));

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private RoomId room;

  @BeforeEach
  void createRoom() {
    room = ada.does(new CreatePublicRoom("Tea")).room().info().id();
    ada.joins(room);
    bob.joins(room);
    bob.heard();
  }

  private MessagePosted posted(TestClient author, String text) {
    bob.heard();
    PostMessage.Sent sent = author.says(room, text);
    assertEquals(room, sent.room(), "it is not private");
    return bob.heard(MessagePosted.class).get(0);
  }

  private MessagePosted message(long seq) {
    ReadHistory page =
        new ReadHistory(room, OptionalLong.of(seq + 1), OptionalLong.empty(), OptionalInt.of(1));
    return (MessagePosted) bob.does(page).events().get(0);
  }

  private EditMessage edit(String key, long seq, String text) {
    return new EditMessage(room, seq, text, key, OptionalLong.empty());
  }

  /** Lets others join until the room has {@code members}. */
  private TestClient growTo(int members) {
    TestClient last = bob;
    for (int i = 3; i <= members; i++) {
      last = chat.connect("Guest" + i);
      last.joins(room);
    }
    return last;
  }

  @Test
  void everyMemberOfASmallRoomMentionsAll() {
    assertEquals(ALL, posted(bob, "@all tea is ready").mentionAll());
    assertEquals(
        List.of(new Mention.OfAll(Mention.Who.HERE, 4, 9)),
        posted(bob, "who @HERE wants `@all`?").mentionAll());
    MessagePosted both = posted(bob, "@all @Ada");
    assertEquals(ALL, both.mentionAll());
    assertEquals(List.of(new Mention(ada.user(), 5, 9)), both.mentions());
  }

  @Test
  void inALargerRoomOnlyItsOwnerMentionsAll() {
    growTo(MessageRules.MEMBERS_WHO_MENTION_ALL);
    assertEquals(ALL, posted(bob, "@all hi").mentionAll());
    TestClient one = chat.connect("One");
    one.joins(room);
    MessagePosted plain = posted(bob, "@all and @Ada");
    assertEquals(List.of(), plain.mentionAll());
    assertEquals("@all and @Ada", plain.text());
    assertEquals(List.of(new Mention(ada.user(), 9, 13)), plain.mentions());
    assertEquals(ALL, posted(ada, "@all hi").mentionAll());
  }

  @Test
  void theNumberOfMembersCountsWhenTheMessageIsStored() {
    TestClient last = growTo(MessageRules.MEMBERS_WHO_MENTION_ALL + 1);
    assertEquals(List.of(), posted(bob, "@all hi").mentionAll());
    last.does(new LeaveRoom(room));
    assertEquals(ALL, posted(bob, "@all hi").mentionAll());
  }

  @Test
  void aRoomWithoutAnOwnerHasNoOneWhoMentionsAllOfMany() {
    TestClient last = bob;
    for (int i = 1; i <= MessageRules.MEMBERS_WHO_MENTION_ALL + 1; i++) {
      last = chat.connect("Guest" + i);
      last.joins(GENERAL);
    }
    last.heard();
    last.says(GENERAL, "@all hi");
    assertEquals(List.of(), last.heard(MessagePosted.class).get(0).mentionAll());
  }

  @Test
  void anEditReplacesTheMentionsOfAll() {
    posted(bob, "@all tea");
    bob.does(edit("e1", 1, "tea for @here"));
    List<Mention.OfAll> here = List.of(new Mention.OfAll(Mention.Who.HERE, 8, 13));
    assertEquals(here, bob.heard(MessageEdited.class).get(0).mentionAll());
    assertEquals(here, message(1).mentionAll());
    bob.does(edit("e2", 1, "tea"));
    assertEquals(List.of(), message(1).mentionAll());
    growTo(MessageRules.MEMBERS_WHO_MENTION_ALL + 1);
    bob.does(edit("e3", 1, "@all tea"));
    assertEquals(List.of(), message(1).mentionAll());
    ada.says(room, "mine");
    ada.does(edit("e4", 5, "@all mine"));
    assertEquals(ALL, message(5).mentionAll());
    ada.does(new DeleteMessage(room, 5, "d1", Optional.empty()));
    assertEquals(List.of(), message(5).mentionAll());
  }

  @Test
  void mentionsAllInAConversationAndBehindAName() {
    bob.heard();
    RoomId pair = ada.says(room, "@Bob @all hi").room();
    assertEquals(RoomId.of("dm.ada.bob"), pair);
    MessagePosted heard = bob.heard(MessagePosted.class).get(0);
    assertEquals("@all hi", heard.text());
    assertEquals(ALL, heard.mentionAll());
  }

  /** A name may begin with the word: then the message is for the user who has the name. */
  @Test
  void aLongerNameThatBeginsWithTheWordIsPrivate() {
    assertEquals(ALL, posted(ada, "@all\u5927\u5bb6\u597d hi").mentionAll());
    TestClient other = chat.connect("Eve");
    other.does(new SetUsername("all\u5927\u5bb6\u597d"));
    assertEquals(
        RoomId.of("dm.ada.eve"), ada.does(ada.post(room, "@all\u5927\u5bb6\u597d hi")).room());
  }

  @Test
  void aRetryIsTheSameMessage() {
    PostMessage post = bob.post(room, "@all hi");
    PostMessage.Sent first = bob.does(post);
    growTo(MessageRules.MEMBERS_WHO_MENTION_ALL + 1);
    PostMessage.Sent again = bob.does(post);
    assertEquals(first.seq(), again.seq());
    assertTrue(again.duplicate());
    assertEquals(ALL, message(1).mentionAll());
  }

  @Test
  void noUserTakesANameThatMeansAGroup() {
    for (String name : List.of("all", "ALL", "Here", "h\u0435re", "everyone", "Channel", "AlI")) {
      assertEquals(Refusal.NAME_TAKEN, ada.refused(new SetUsername(name)), name);
    }
    for (String name : List.of("Ali", "ALI", "allan", "here2", "Al\u00ed")) {
      ada.does(new SetUsername(name));
    }
  }
}
