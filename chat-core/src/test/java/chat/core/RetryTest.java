package chat.core;

import static chat.core.TestChat.GENERAL;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.PostMessage;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.LeaveRoom;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retries of messages. */
final class RetryTest {
  private final ShakyStore store = new ShakyStore();
  private final TestChat chat = store.chat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
  }

  private void isDuplicate(PostMessage.Sent first, PostMessage retry) {
    ada.heard();
    bob.heard();
    PostMessage.Sent second = ada.does(retry);
    assertEquals(
        new PostMessage.Sent(first.room(), first.seq(), first.clientId(), first.at(), true),
        second);
    assertEquals(List.of(), bob.texts());
    assertEquals(List.of(), ada.texts());
  }

  private int rooms(TestClient client) {
    return done(store.directory().memberships(client.user().id())).size();
  }

  @Test
  void isAnsweredOnAnotherConnectionToo() {
    PostMessage post = ada.post(GENERAL, "once");
    PostMessage.Sent first = ada.does(post);
    assertTrue(chat.connect("Ada").does(post).duplicate());
    isDuplicate(first, post);
  }

  @Test
  void isAnsweredWhenBothArePending() {
    PostMessage post = ada.post(GENERAL, "once");
    var first = ada.ask(post);
    var second = ada.ask(post);
    chat.settle();
    assertFalse(((Outcome.Accepted<PostMessage.Sent>) first.get(0)).reply().duplicate());
    assertTrue(((Outcome.Accepted<PostMessage.Sent>) second.get(0)).reply().duplicate());
    assertEquals(List.of("once"), bob.texts());
  }

  @Test
  void isAnsweredWhateverItsText() {
    PostMessage post = ada.post(GENERAL, "once");
    PostMessage.Sent first = ada.does(post);
    String key = post.clientId();
    isDuplicate(first, new PostMessage(GENERAL, "changed", key));
    isDuplicate(first, new PostMessage(GENERAL, "", key));
    isDuplicate(first, new PostMessage(GENERAL, "x".repeat(5_000), key));
    isDuplicate(first, new PostMessage(GENERAL, "@nobody hi", key));
    isDuplicate(first, new PostMessage(GENERAL, "once", key, OptionalLong.of(99)));
  }

  @Test
  void opensNoConversation() {
    PostMessage post = ada.post(GENERAL, "once");
    PostMessage.Sent first = ada.does(post);
    isDuplicate(first, new PostMessage(GENERAL, "@bob changed", post.clientId()));
    assertEquals(1, rooms(ada));
    assertEquals(1, rooms(bob));
  }

  @Test
  void isAnsweredAfterLeavingTheRoom() {
    PostMessage post = ada.post(GENERAL, "once");
    PostMessage.Sent first = ada.does(post);
    ada.does(new LeaveRoom(GENERAL));
    isDuplicate(first, post);
    assertEquals(Refusal.NOT_MEMBER, ada.refused(ada.post(GENERAL, "new")));
  }

  @Test
  void isAnsweredAfterLeavingARoomThatCanNoLongerBeRead() {
    RoomView den = bob.does(new CreateCodeRoom(Optional.empty())).room();
    bob.joins(den.info().id());
    ada.does(new JoinByCode(den.code().orElseThrow()));
    PostMessage post = ada.post(den.info().id(), "once");
    PostMessage.Sent first = ada.does(post);
    ada.does(new LeaveRoom(den.info().id()));
    isDuplicate(first, post);
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(den.info().id(), "new")));
  }

  @Test
  void isAnsweredForAPrivateMessage() {
    PostMessage post = ada.post(GENERAL, "@bob psst");
    PostMessage.Sent first = ada.does(post);
    assertEquals(RoomId.of("dm.ada.bob"), first.room());
    isDuplicate(first, post);
  }

  @Test
  void isAnsweredAfterTheTargetWasRenamed() {
    PostMessage post = ada.post(GENERAL, "@bob psst");
    PostMessage.Sent first = ada.does(post);
    bob.does(new SetUsername("Robert"));
    isDuplicate(first, post);
  }

  @Test
  void isAnsweredWhenAnotherUserHasTheRecipientsName() {
    PostMessage post = ada.post(GENERAL, "@bob psst");
    PostMessage.Sent first = ada.does(post);
    bob.does(new SetUsername("Robert"));
    TestClient eve = chat.connect("Eve");
    eve.does(new SetUsername("Bob"));
    isDuplicate(first, post);
    assertEquals(List.of(), eve.texts());
    assertEquals(0, rooms(eve));
  }

  @Test
  void isAnsweredForAPrivateMessageAfterLeavingTheRoom() {
    PostMessage post = ada.post(GENERAL, "@bob psst");
    PostMessage.Sent first = ada.does(post);
    ada.does(new LeaveRoom(GENERAL));
    isDuplicate(first, post);
    assertEquals(Refusal.NOT_MEMBER, ada.refused(ada.post(GENERAL, "@bob new")));
  }

  @Test
  void isADifferentMessageWithAnotherRoomOrAuthor() {
    RoomId other = ada.does(new CreatePublicRoom("Other")).room().info().id();
    PostMessage.Sent here = ada.does(new PostMessage(GENERAL, "one", "key"));
    PostMessage.Sent there = ada.does(new PostMessage(other, "two", "key"));
    PostMessage.Sent bobs = bob.does(new PostMessage(GENERAL, "three", "key"));
    assertFalse(here.duplicate() || there.duplicate() || bobs.duplicate());
    assertEquals(2, bobs.seq());
  }

  @Test
  void needsAKeyOfOneTo64Characters() {
    assertEquals("client_id", ada.invalid(new PostMessage(GENERAL, "x", "")));
    assertEquals("client_id", ada.invalid(new PostMessage(GENERAL, "x", "k".repeat(65))));
    assertEquals("client_id", ada.invalid(new PostMessage(GENERAL, "x", "\ud83d")));
    ada.does(new PostMessage(GENERAL, "x", "\ud83d\ude00".repeat(64)));
  }
}
