package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.MessageState;
import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Appended.Cause;
import chat.core.port.MessageReader.Pin;
import chat.core.port.MessageReader.Version;
import chat.core.state.MessageRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageLog} and its {@link MessageReader} must do about messages that change.
 */
public abstract class MessageChangesContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final String HEART = "\u2764\ufe0f";
  private static final String THUMB = "\ud83d\udc4d";
  private static final List<User> USERS =
      Stream.of("Anna Bert Cora Dirk Emma Finn Gerda Hugo Irma Jens Karla Lutz Marta".split(" "))
          .map(Samples::guest)
          .toList();

  private final MessageDrafts drafts = new MessageDrafts(ROOM);
  private MessageLog log;
  private Directory directory;

  /** Maximum number of messages of a room that {@link #store} keeps. */
  protected static final int KEPT = 1_000;

  /** An empty store; called once before each test. */
  protected abstract Store store();

  /** Removes what the store does not keep, when an append does not do so. */
  protected void retain() {
    // at each append
  }

  @BeforeEach
  final void openStore() {
    Store store = store();
    log = store.log();
    directory = store.directory();
    for (User user : List.of(ADA, BOB, EVE)) {
      assertTrue(done(directory.addUser(user, AT)));
    }
    USERS.forEach(user -> assertTrue(done(directory.addUser(user, AT))));
    done(directory.addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
  }

  private Appended append(Draft... some) {
    return done(log.append(ROOM, Optional.empty(), List.of(some)));
  }

  private RoomEvent stored(Draft draft) {
    return append(draft).results().get(0).stored().orElseThrow();
  }

  private void assertRejected(Cause cause, Draft draft) {
    assertEquals(new Appended.Rejected(cause), append(draft).results().get(0));
    assertEquals(Optional.empty(), done(log.find(draft.key())), "a rejection keeps no key");
  }

  private void assertUnchanged(Draft draft) {
    assertInstanceOf(Appended.Unchanged.class, append(draft).results().get(0));
    assertEquals(Optional.empty(), done(log.find(draft.key())));
  }

  private MessagePosted message(long seq) {
    List<RoomEvent> found = done(log.messages().messages(ROOM, List.of(seq))).events();
    assertEquals(found, done(log.readAfter(ROOM, seq - 1, 1)).events());
    return (MessagePosted) found.get(0);
  }

  private MessageState state(long seq) {
    return message(seq).state();
  }

  private List<String> texts(long seq) {
    return done(log.messages().versions(ROOM, seq, 0, 100)).stream().map(Version::text).toList();
  }

  private List<Long> pins() {
    return done(log.messages().pins(ROOM, Long.MAX_VALUE, 200)).stream().map(Pin::message).toList();
  }

  private List<User> reactors(long seq, String emoji) {
    return done(log.messages().reactors(ROOM, seq, emoji, Optional.empty(), 100));
  }

  private List<Long> thread(long root) {
    return done(log.messages().thread(ROOM, root, OptionalLong.of(0), Long.MAX_VALUE, 100))
        .events()
        .stream()
        .map(RoomEvent::seq)
        .toList();
  }

  @Test
  void showsAnEditAndKeepsAllTexts() {
    append(drafts.post(ADA, "one"));
    Mention mention = new Mention(BOB, 0, 4);
    append(drafts.edit(ADA, 1, "@Bob two", List.of(mention)), drafts.edit(ADA, 1, "three"));
    stored(drafts.edit(ADA, 1, "@Bob four", List.of(mention)));

    MessagePosted now = message(1);
    assertEquals("@Bob four", now.text());
    assertEquals(List.of(mention), now.mentions());
    assertEquals(Optional.of(new MessageState.Edit(4, AT)), now.state().edited());
    assertEquals(4, now.state().rev());
    assertEquals(List.of("one", "@Bob two", "three", "@Bob four"), texts(1));
    assertEquals(
        List.of(new Version(2, AT, "@Bob two"), new Version(3, AT, "three")),
        done(log.messages().versions(ROOM, 1, 1, 2)));
    assertEquals(List.of(), done(log.messages().versions(ROOM, 1, 4, 2)));
    assertEquals(List.of(), texts(2));
    assertEquals(List.of(), texts(99));
  }

  @Test
  void hasOneVersionOfAMessageThatWasNotEdited() {
    append(drafts.post(ADA, "one"), drafts.pin(BOB, 1));
    assertEquals(List.of(new Version(1, AT, "one")), done(log.messages().versions(ROOM, 1, 0, 5)));
    assertEquals(List.of(), done(log.messages().versions(ROOM, 1, 1, 5)));
  }

  @Test
  void decidesOnEdits() {
    append(drafts.post(ADA, "one"), drafts.edit(ADA, 1, "two"));
    assertRejected(Cause.NO_MESSAGE, drafts.edit(ADA, 2, "x"));
    assertRejected(Cause.NO_MESSAGE, drafts.edit(ADA, 99, "x"));
    assertRejected(Cause.NOT_AUTHOR, drafts.edit(BOB, 1, "x"));
    assertRejected(Cause.TOO_OLD, drafts.edit(ADA, 1, "x", OptionalLong.empty(), AT.plusMillis(1)));
    assertRejected(Cause.EDITED_SINCE, drafts.edit(ADA, 1, "x", OptionalLong.of(1), Instant.MIN));
    assertUnchanged(drafts.edit(ADA, 1, "two", OptionalLong.of(1), Instant.MIN));
    assertEquals(3, stored(drafts.edit(ADA, 1, "x", OptionalLong.of(2), AT)).seq());
  }

  @Test
  void erasesADeletedMessageInItsCommit() {
    append(drafts.post(ADA, "one"), drafts.post(BOB, "other"));
    append(drafts.edit(ADA, 1, "two"), drafts.react(BOB, 1, HEART), drafts.pin(BOB, 1));
    MessageDeleted deleted = (MessageDeleted) stored(drafts.delete(ADA, 1, "spam"));

    MessagePosted tombstone = message(1);
    assertEquals("", tombstone.text());
    assertEquals(
        new MessageState(
            6,
            Optional.empty(),
            Optional.of(new MessageState.Deletion(ADA, AT, "spam")),
            false,
            List.of(),
            Optional.empty()),
        tombstone.state());
    assertEquals(ADA, deleted.messageAuthor());
    assertEquals(List.of(), texts(1));
    assertEquals(List.of(), pins());
    assertEquals(List.of(), reactors(1, HEART));
    assertEquals(Map.of(), done(log.messages().reactionsOf(BOB.id(), ROOM, List.of(1L, 2L))));
    MessageEdited edit = (MessageEdited) done(log.readAfter(ROOM, 2, 1)).events().get(0);
    assertTrue(edit.erased());
    assertEquals("", edit.text());
    assertEquals(1, done(log.countUnread(ROOM, EVE.id(), 0, 10)), "without the tombstone");
    assertEquals(2, done(log.heads(List.of(ROOM))).get(ROOM).messages());
  }

  @Test
  void decidesOnChangesOfADeletedMessage() {
    append(drafts.post(ADA, "one"), drafts.react(BOB, 1, HEART));
    assertRejected(Cause.NOT_AUTHOR, drafts.delete(BOB, 1, ""));
    Draft deletion = drafts.delete(ADA, 1, "");
    append(deletion);
    assertInstanceOf(Appended.Duplicate.class, append(deletion).results().get(0));
    assertUnchanged(drafts.delete(ADA, 1, ""));
    assertRejected(Cause.NOT_AUTHOR, drafts.delete(BOB, 1, ""));
    assertRejected(Cause.NO_MESSAGE, drafts.edit(ADA, 1, "x"));
    assertRejected(Cause.NO_MESSAGE, drafts.react(ADA, 1, THUMB));
    assertRejected(Cause.NO_MESSAGE, drafts.unreact(BOB, 1, HEART));
    assertRejected(Cause.NO_MESSAGE, drafts.pin(ADA, 1));
    assertRejected(Cause.NO_MESSAGE, drafts.unpin(ADA, 1));
    assertRejected(Cause.NO_MESSAGE, drafts.reply(ADA, "x", 1));
    assertRejected(Cause.NO_MESSAGE, drafts.delete(ADA, 3, ""));
    assertEquals(3, done(log.heads(List.of(ROOM))).get(ROOM).seq());
  }

  @Test
  void countsReactionsAndNamesTheFirstTenUsers() {
    append(drafts.post(ADA, "one"));
    USERS.subList(0, 11).forEach(user -> append(drafts.react(user, 1, HEART)));
    MessageState.Reaction eleven = state(1).reactions().get(0);
    assertEquals(new MessageState.Reaction(HEART, 11, USERS.subList(0, 10)), eleven);
    assertUnchanged(drafts.react(USERS.get(10), 1, HEART));
    assertUnchanged(drafts.unreact(USERS.get(11), 1, HEART));
    assertEquals(USERS.subList(0, 11), reactors(1, HEART));
    assertEquals(
        USERS.subList(3, 5),
        done(log.messages().reactors(ROOM, 1, HEART, Optional.of(USERS.get(2).id()), 2)));
    assertEquals(
        Map.of(1L, List.of(HEART)),
        done(log.messages().reactionsOf(USERS.get(10).id(), ROOM, List.of(1L, 2L, 99L))));

    append(drafts.unreact(USERS.get(0), 1, HEART), drafts.unreact(USERS.get(10), 1, HEART));
    assertEquals(9, state(1).reactions().get(0).count());
    assertEquals(USERS.subList(1, 10), reactors(1, HEART));
    assertUnchanged(drafts.unreact(USERS.get(10), 1, HEART));
    assertEquals(List.of(), reactors(1, THUMB));
    assertEquals(List.of(), reactors(99, HEART));
  }

  @Test
  void ordersReactionsByWhenTheyRoseFromNone() {
    append(drafts.post(ADA, "one"), drafts.react(ADA, 1, HEART), drafts.react(ADA, 1, THUMB));
    append(drafts.unreact(ADA, 1, HEART), drafts.react(BOB, 1, HEART));
    assertEquals(
        List.of(THUMB, HEART),
        state(1).reactions().stream().map(MessageState.Reaction::emoji).toList());
    assertEquals(List.of(BOB), reactors(1, HEART));
  }

  @Test
  void limitsTheNumberOfDifferentEmoji() {
    append(drafts.post(ADA, "one"));
    for (int i = 0; i < MessageRules.MAX_EMOJI; i++) {
      assertEquals(i + 2, stored(drafts.react(ADA, 1, emoji(i))).seq());
    }
    assertRejected(Cause.TOO_MANY_EMOJI, drafts.react(BOB, 1, HEART));
    assertEquals(22, stored(drafts.react(BOB, 1, emoji(3))).seq());
    append(drafts.unreact(ADA, 1, emoji(0)));
    assertEquals(24, stored(drafts.react(BOB, 1, HEART)).seq());
  }

  private static String emoji(int i) {
    return Character.toString(0x1f600 + i);
  }

  @Test
  void listsPinsTheLatestFirst() {
    append(drafts.post(ADA, "one"), drafts.post(ADA, "two"), drafts.pin(BOB, 2));
    append(drafts.pin(EVE, 1));
    assertTrue(state(1).pinned());
    assertEquals(
        List.of(new Pin(4, EVE, AT, 1), new Pin(3, BOB, AT, 2)),
        done(log.messages().pins(ROOM, Long.MAX_VALUE, 9)));
    assertEquals(List.of(new Pin(3, BOB, AT, 2)), done(log.messages().pins(ROOM, 4, 9)));
    assertEquals(1, done(log.messages().pins(ROOM, Long.MAX_VALUE, 1)).size());
    assertUnchanged(drafts.pin(ADA, 1));
    append(drafts.unpin(ADA, 1));
    assertUnchanged(drafts.unpin(ADA, 1));
    assertFalse(state(1).pinned());
    assertEquals(List.of(2L), pins());
    assertRejected(Cause.NO_MESSAGE, drafts.pin(ADA, 3));
  }

  @Test
  void limitsTheNumberOfPins() {
    append(many(MessageRules.MAX_PINS + 1, i -> drafts.post(ADA, "text " + i)));
    append(many(MessageRules.MAX_PINS, i -> drafts.pin(ADA, i)));
    assertRejected(Cause.TOO_MANY_PINS, drafts.pin(ADA, MessageRules.MAX_PINS + 1L));
    assertEquals(MessageRules.MAX_PINS, pins().size());
    assertUnchanged(drafts.pin(ADA, 1));
    append(drafts.unpin(ADA, 50));
    append(drafts.pin(ADA, MessageRules.MAX_PINS + 1L));
    assertTrue(state(MessageRules.MAX_PINS + 1L).pinned());
  }

  @Test
  void repliesAreInTheThreadOfTheAnsweredMessage() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "two", 1), drafts.reply(EVE, "three", 2));
    append(drafts.post(ADA, "aside"), drafts.reply(ADA, "five", 3));
    assertEquals(OptionalLong.of(1), message(3).thread());
    assertEquals(OptionalLong.of(1), message(5).thread());
    assertEquals(OptionalLong.empty(), message(1).thread());
    assertEquals(Optional.of(new MessageState.Replies(3, 5)), state(1).replies());
    assertEquals(5, state(1).rev());
    assertEquals(0, state(2).rev());
    assertEquals(List.of(2L, 3L, 5L), thread(1));
    assertEquals(List.of(), thread(2));
    assertEquals(List.of(), thread(99));
    assertEquals(
        List.of(2L, 3L),
        done(log.messages().thread(ROOM, 1, OptionalLong.empty(), 5, 9)).events().stream()
            .map(RoomEvent::seq)
            .toList());
    assertEquals(
        List.of(3L),
        done(log.messages().thread(ROOM, 1, OptionalLong.of(2), Long.MAX_VALUE, 1))
            .events()
            .stream()
            .map(RoomEvent::seq)
            .toList());
    assertRejected(Cause.NO_MESSAGE, drafts.reply(ADA, "x", 99));
  }

  @Test
  void deletingAReplyChangesTheRoot() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "two", 1), drafts.reply(BOB, "three", 1));
    MessageDeleted deleted = (MessageDeleted) stored(drafts.delete(BOB, 3, ""));
    assertEquals(OptionalLong.of(1), deleted.thread());
    assertEquals(Optional.of(new MessageState.Replies(1, 3)), state(1).replies());
    assertEquals(4, state(1).rev());
    assertEquals(List.of(2L, 3L), thread(1));
    append(drafts.delete(ADA, 1, ""));
    assertEquals(6, stored(drafts.reply(EVE, "six", 2)).seq());
    assertEquals(Optional.of(new MessageState.Replies(2, 6)), state(1).replies());
    assertTrue(message(1).isDeleted());
  }

  @Test
  void decidesEachDraftOnWhatTheOneBeforeLeft() {
    Appended appended =
        append(
            drafts.post(ADA, "one"),
            drafts.react(BOB, 1, HEART),
            drafts.react(BOB, 1, HEART),
            drafts.unreact(BOB, 1, HEART),
            drafts.pin(BOB, 1),
            drafts.pin(BOB, 1),
            drafts.edit(ADA, 1, "two"),
            drafts.edit(ADA, 1, "two"),
            drafts.reply(BOB, "reply", 1),
            drafts.delete(ADA, 1, ""),
            drafts.delete(ADA, 1, ""),
            drafts.edit(ADA, 1, "three"),
            drafts.post(ADA, "last"));
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L),
        appended.events().stream().map(RoomEvent::seq).toList());
    for (int unchanged : new int[] {2, 5, 7, 10}) {
      assertInstanceOf(Appended.Unchanged.class, appended.results().get(unchanged));
    }
    assertEquals(new Appended.Rejected(Cause.NO_MESSAGE), appended.results().get(11));
    assertEquals(List.of(), pins());
    assertTrue(((MessageEdited) done(log.readAfter(ROOM, 4, 1)).events().get(0)).erased());
    assertEquals(Optional.of(new MessageState.Replies(1, 6)), state(1).replies());
  }

  @Test
  void aKeyIsUsedOnceForAllCommands() {
    Draft post = drafts.post(ADA, "one");
    append(post);
    Draft pin = drafts.pin(ADA, 1);
    append(pin);
    assertEquals(
        new Appended.Duplicate(new Receipt(ROOM, 2, AT, pin.event().subject())),
        append(pin).results().get(0));
    Draft other = new Draft(post.key(), drafts.react(ADA, 1, HEART).event());
    assertEquals(
        new Appended.Duplicate(new Receipt(ROOM, 1, AT, "")), append(other).results().get(0));
    assertEquals(List.of(), reactors(1, HEART));
  }

  @Test
  void failsForARoomThatDoesNotExist() {
    RoomId nowhere = RoomId.of("nowhere");
    MessageReader messages = log.messages();
    failure(messages.messages(nowhere, List.of(1L)));
    failure(messages.thread(nowhere, 1, OptionalLong.empty(), 9, 1));
    failure(messages.pins(nowhere, 9, 1));
    failure(messages.versions(nowhere, 1, 0, 1));
    failure(messages.reactors(nowhere, 1, HEART, Optional.empty(), 1));
    failure(messages.reactionsOf(ADA.id(), nowhere, List.of(1L)));
  }

  @Test
  void aRemovedRoomTakesItsReactionsAndPinsAlong() {
    append(drafts.post(ADA, "one"), drafts.react(BOB, 1, HEART), drafts.pin(BOB, 1));
    append(drafts.edit(ADA, 1, "two"));
    done(directory.removeRoom(ROOM));
    done(directory.addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
    append(drafts.post(ADA, "another"));
    assertEquals(List.of(), pins());
    assertEquals(List.of(), reactors(1, HEART));
    assertEquals(List.of("another"), texts(1));
  }

  @Test
  void aDroppedMessageLosesPinReactionsAndVersions() {
    append(drafts.post(ADA, "one"), drafts.post(ADA, "two"), drafts.reply(BOB, "three", 1));
    append(drafts.react(BOB, 1, HEART), drafts.react(BOB, 2, HEART));
    append(drafts.pin(BOB, 1), drafts.pin(BOB, 2));
    append(drafts.edit(ADA, 1, "one again"), drafts.edit(ADA, 2, "two again"));
    append(many(KEPT - 2, i -> drafts.post(ADA, "text " + i)));
    retain();

    assertEquals(new LogHead(head().epoch(), KEPT + 7, 1, KEPT), head());
    assertEquals(List.of(), done(log.messages().messages(ROOM, List.of(1L))).events());
    assertEquals(List.of(2L), pins());
    assertEquals(List.of(), reactors(1, HEART));
    assertEquals(List.of(BOB), reactors(2, HEART));
    assertEquals(
        Map.of(2L, List.of(HEART)),
        done(log.messages().reactionsOf(BOB.id(), ROOM, List.of(1L, 2L))));
    assertEquals(List.of(), texts(1));
    assertEquals(List.of("two", "two again"), texts(2));
    List<RoomEvent> edits = done(log.readAfter(ROOM, 7, 2)).events();
    assertTrue(((MessageEdited) edits.get(0)).erased());
    assertFalse(((MessageEdited) edits.get(1)).erased());
    assertRejected(Cause.NO_MESSAGE, drafts.react(BOB, 1, THUMB));
    assertRejected(Cause.NO_MESSAGE, drafts.edit(ADA, 1, "x"));
    assertRejected(Cause.NO_MESSAGE, drafts.reply(ADA, "x", 1));
    assertEquals(List.of(3L), thread(1), "replies of a dropped root go on");
    assertEquals(KEPT + 8, stored(drafts.reply(ADA, "later", 3)).seq());
    assertEquals(OptionalLong.of(1), message(KEPT + 8).thread());
  }

  private static Draft[] many(int count, IntFunction<Draft> draft) {
    return IntStream.rangeClosed(1, count).mapToObj(draft).toArray(Draft[]::new);
  }

  private LogHead head() {
    return done(log.heads(List.of(ROOM))).get(ROOM);
  }

  @Test
  void keepsTenChangesForEachMessageThatItKeeps() {
    append(drafts.post(ADA, "one"), drafts.post(ADA, "two"));
    append(
        many(
            10 * KEPT - 1,
            i -> i % 2 == 1 ? drafts.react(BOB, 2, HEART) : drafts.unreact(BOB, 2, HEART)));
    append(drafts.pin(BOB, 2));
    retain();
    assertEquals(0, head().floor());
    append(drafts.react(EVE, 2, HEART));
    retain();
    LogHead expected = new LogHead(head().epoch(), 10 * KEPT + 3, 3, 0);
    assertEquals(expected, head(), "the oldest events go, in order");
    assertEquals(List.of(), pins());
  }

  @Test
  void decidesByTheNumberOfMembersWhetherAllAreMentioned() {
    int most = MessageRules.MEMBERS_WHO_MENTION_ALL;
    Map<UserId, Long> members = new HashMap<>();
    for (int i = 1; i <= most; i++) {
      User user = Samples.guest("Member" + i);
      assertTrue(done(directory.addUser(user, AT)));
      members.put(user.id(), 0L);
    }
    done(directory.join(ROOM, members, 9));
    append(drafts.postToAll(ADA, "@all one", false), drafts.post(ADA, "two"));
    assertEquals(List.of(MessageDrafts.ALL), message(1).mentionAll());
    stored(drafts.editToAll(ADA, 2, "@all two", false));
    assertEquals(List.of(MessageDrafts.ALL), message(2).mentionAll());

    done(directory.join(ROOM, Map.of(BOB.id(), 0L), 9));
    MessagePosted many = (MessagePosted) stored(drafts.postToAll(ADA, "@all four", false));
    assertEquals(List.of(), many.mentionAll());
    assertEquals(many, message(4));
    stored(drafts.editToAll(ADA, 2, "@all again", false));
    assertEquals(List.of(), message(2).mentionAll());
    stored(drafts.postToAll(ADA, "@all six", true));
    assertEquals(List.of(MessageDrafts.ALL), message(6).mentionAll());

    done(directory.leave(ROOM, BOB.id()));
    stored(drafts.editToAll(ADA, 4, "@all seven", false));
    assertEquals(List.of(MessageDrafts.ALL), message(4).mentionAll());
    stored(drafts.delete(ADA, 4, ""));
    assertEquals(List.of(), message(4).mentionAll());
    MessageEdited edit = (MessageEdited) done(log.readAfter(ROOM, 6, 1)).events().get(0);
    assertEquals(List.of(), edit.mentionAll());
  }

  /** Random changes against a model. */
  @Test
  void agreesWithAModel() {
    for (int seed = 1; seed <= 3; seed++) {
      RoomId room = RoomId.of("model" + seed);
      done(directory.addRoom(RoomRecord.open(room, "Model " + seed), List.of()));
      MessageModel model = new MessageModel(room, log, USERS, seed);
      for (int step = 0; step < 150; step++) {
        model.step();
      }
      model.end();
    }
  }
}
