package chat.core.file;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.port.Appended;
import chat.core.port.Appended.Cause;
import chat.core.port.Draft;
import chat.core.port.MessageDrafts;
import chat.core.port.MessageReader.Version;
import chat.core.port.SendKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link chat.core.port.MessageLog} must do with the uploads of its store. */
public abstract class BoundFilesContract extends UploadStoreContract {
  /** Maximum number of messages of a room that {@link #openStore} keeps. */
  protected static final int KEPT = 1_000;

  private static final Conversation PAIR = Conversation.between(ADA.id(), BOB.id());

  private final MessageDrafts drafts = new MessageDrafts(ROOM);

  /** Removes what the store does not keep, when an append does not do so. */
  protected void retain() {
    // at each append
  }

  private static Draft post(RoomId stored, RoomId named, User by, String key, Upload... files) {
    return new Draft(
        new SendKey(named, by.id(), key),
        new MessagePosted(stored, 0, by, "", AT, key, OptionalLong.empty(), List.of()),
        Draft.Condition.NONE.binding(List.of(files).stream().map(Upload::id).toList()));
  }

  private static Draft post(User by, String key, Upload... files) {
    return post(ROOM, ROOM, by, key, files);
  }

  private List<Appended.Result> append(Draft... some) {
    return done(store().log().append(ROOM, Optional.empty(), List.of(some))).results();
  }

  private MessagePosted sent(Draft draft) {
    return (MessagePosted) append(draft).get(0).stored().orElseThrow();
  }

  private Cause rejected(Draft draft) {
    return ((Appended.Rejected) append(draft).get(0)).cause();
  }

  private MessagePosted message(long seq) {
    return (MessagePosted)
        done(store().log().messages().messages(ROOM, List.of(seq))).events().get(0);
  }

  private boolean isErased(Upload upload) {
    boolean isErased = done(uploads().erased(99)).contains(upload.id());
    assertEquals(isErased, find(upload).isEmpty());
    return isErased;
  }

  @Test
  final void messageHasTheFilesThatItBinds() {
    Upload one = finished(ROOM, ADA);
    Upload two = finished(ROOM, ADA);
    MessagePosted sent = sent(post(ADA, "k", two, one));
    assertEquals(List.of(two.file(), one.file()), sent.files());
    assertEquals(sent, message(1));
    List<RoomEvent> all = List.of(sent);
    assertEquals(all, done(store().log().readAfter(ROOM, 0, 9)).events());
    assertEquals(all, done(store().log().readBefore(ROOM, Long.MAX_VALUE, 9)).events());
    assertEquals(all, done(store().log().readLast(ROOM, 9)).events());
    assertEquals(Optional.of(one.bound(ROOM, 1)), find(one));
    assertEquals(0, done(uploads().expire(AT.plusMillis(1))));
  }

  @Test
  final void retryIsADuplicateAndBindsNothing() {
    Upload one = finished(ROOM, ADA);
    Upload two = finished(ROOM, ADA);
    Appended.Stored first = (Appended.Stored) append(post(ADA, "k", one)).get(0);
    assertTrue(append(post(ADA, "k", one)).get(0) instanceof Appended.Duplicate);
    assertTrue(append(post(ADA, "k", two)).get(0) instanceof Appended.Duplicate);
    assertEquals(first.event(), message(1));
    assertEquals(Optional.of(two), find(two));
  }

  @Test
  final void bindsAFileOnce() {
    Upload one = finished(ROOM, ADA);
    List<Appended> all =
        together(
            4, i -> store().log().append(ROOM, Optional.empty(), List.of(post(ADA, "k" + i, one))));
    assertEquals(1, all.stream().mapToLong(each -> each.events().size()).sum());
    Upload two = finished(ROOM, ADA);
    List<Appended.Result> results = append(post(ADA, "a", two), post(ADA, "b", two));
    assertTrue(results.get(0) instanceof Appended.Stored);
    assertEquals(new Appended.Rejected(Cause.NO_UPLOAD), results.get(1));
  }

  @Test
  final void bindsOnlyOnesOwnFinishedUploadsForTheRoom() {
    Upload good = finished(ROOM, ADA);
    assertEquals(Cause.NO_UPLOAD, rejected(post(BOB, "k", good)));
    assertEquals(Cause.NO_UPLOAD, rejected(post(ADA, "k", good, finished(OTHER, ADA))));
    Upload unknown = upload(ROOM, ADA, Optional.empty(), 5);
    assertEquals(Cause.NO_UPLOAD, rejected(post(ADA, "k", good, unknown)));
    Upload unfinished = created(unknown);
    assertEquals(Cause.UPLOAD_UNFINISHED, rejected(post(ADA, "k", good, unfinished)));
    Upload erased = finished(ROOM, ADA);
    done(uploads().erase(erased.id(), ADA.id()));
    assertEquals(Cause.NO_UPLOAD, rejected(post(ADA, "k", good, erased)));
    assertEquals(Optional.of(good), find(good));
    assertEquals(List.of(good.file()), sent(post(ADA, "k", good)).files());
  }

  @Test
  final void privateMessageTakesUploadsForTheRoomThatItNames() {
    Upload one = finished(ROOM, ADA);
    Upload two = finished(PAIR.room(), ADA);
    Upload other = finished(OTHER, ADA);
    Appended appended =
        done(
            store()
                .log()
                .append(
                    PAIR.room(),
                    Optional.of(PAIR),
                    List.of(
                        post(PAIR.room(), ROOM, ADA, "a", one, two),
                        post(PAIR.room(), ROOM, ADA, "b", other))));
    assertEquals(1, appended.events().size());
    assertEquals(new Appended.Rejected(Cause.NO_UPLOAD), appended.results().get(1));
    assertEquals(Optional.of(one.bound(PAIR.room(), 1)), find(one));
  }

  @Test
  final void boundFileIsNoUploadAnyMore() {
    Upload one = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    assertFalse(done(uploads().erase(one.id(), ADA.id())));
    assertFalse(done(uploads().change(one, one.with(one.file().withPreview()))));
    assertEquals(Optional.empty(), done(uploads().preview(one.id(), 9, Long.MAX_VALUE)));
    assertFalse(isErased(one));
  }

  @Test
  final void deletionErasesTheFilesInItsCommit() {
    Upload one = finished(ROOM, ADA);
    Upload two = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    sent(post(ADA, "l", two));
    append(drafts.edit(ADA, 1, "with a text"));
    append(drafts.delete(ADA, 1, ""));
    assertTrue(isErased(one));
    assertFalse(isErased(two));
    assertEquals(List.of(), message(1).files());
    assertEquals(
        List.of(List.of(), List.of(two.file())),
        done(store().log().readAfter(ROOM, 0, 2)).events().stream()
            .map(each -> ((MessagePosted) each).files())
            .toList());
  }

  @Test
  final void listsTheMessagesThatHaveFilesTheLatestFirst() {
    sent(post(ADA, "a", finished(ROOM, ADA), finished(ROOM, ADA)));
    append(drafts.post(BOB, "text"));
    sent(post(ADA, "b", finished(ROOM, ADA)));
    sent(post(BOB, "c", finished(ROOM, BOB)));
    finished(ROOM, ADA);
    Draft elsewhere = post(OTHER, OTHER, ADA, "d", finished(OTHER, ADA));
    done(store().log().append(OTHER, Optional.empty(), List.of(elsewhere)));
    assertEquals(List.of(4L, 3L, 1L), withFiles(Long.MAX_VALUE, 9));
    assertEquals(List.of(4L, 3L), withFiles(Long.MAX_VALUE, 2));
    assertEquals(List.of(3L, 1L), withFiles(4, 9));
    assertEquals(List.of(), withFiles(1, 9));
    assertEquals(List.of(), withFiles(0, 9));
    append(drafts.delete(ADA, 3, ""), drafts.edit(ADA, 1, "changed"));
    assertEquals(List.of(4L, 1L), withFiles(Long.MAX_VALUE, 9));
    assertEquals(
        List.of(message(4), message(1)),
        done(store().log().messages().withFiles(ROOM, Long.MAX_VALUE, 9)));
  }

  private List<Long> withFiles(long before, int limit) {
    return done(store().log().messages().withFiles(ROOM, before, limit)).stream()
        .map(MessagePosted::seq)
        .toList();
  }

  @Test
  final void editKeepsTheFilesAndMayLeaveNoText() {
    Upload one = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    append(drafts.edit(ADA, 1, "text"));
    append(drafts.edit(ADA, 1, ""));
    assertEquals(List.of(one.file()), message(1).files());
    assertEquals("", message(1).text());
    append(drafts.post(ADA, "without files"));
    assertEquals(Cause.NO_CONTENT, rejected(drafts.edit(ADA, 4, " ")));
    assertEquals("without files", message(4).text());
  }

  @Test
  final void describesAFileWithoutAnEditOfTheText() {
    Upload one = finished(ROOM, ADA);
    Upload two = finished(ROOM, ADA);
    sent(post(ADA, "k", one, two));
    append(drafts.edit(ADA, 1, "text"));
    Draft describing = drafts.describe(ADA, 1, two.id(), "A lake");
    MessageEdited described = (MessageEdited) append(describing).get(0).stored().orElseThrow();
    List<FileInfo> files = List.of(one.file(), two.file().withAlt("A lake"));
    assertEquals("text", described.text());
    assertEquals(files, described.files());
    assertEquals(List.of(described), done(store().log().readAfter(ROOM, 2, 9)).events());
    assertEquals(files, message(1).files());
    assertEquals(3, message(1).state().rev());
    assertEquals(2, message(1).state().edited().orElseThrow().seq());
    assertTrue(append(describing).get(0) instanceof Appended.Duplicate);

    append(drafts.edit(ADA, 1, "other"), drafts.describe(ADA, 1, one.id(), "A hill"));
    assertEquals(
        List.of(one.file().withAlt("A hill"), two.file().withAlt("A lake")), message(1).files());
    assertEquals(List.of("", "text", "other"), texts(1));
  }

  @Test
  final void decidesOnDescriptions() {
    Upload one = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    append(drafts.post(BOB, "text"));
    Upload other = finished(ROOM, ADA);
    assertEquals(Cause.NOT_AUTHOR, rejected(drafts.describe(BOB, 1, one.id(), "x")));
    assertEquals(Cause.NO_FILE, rejected(drafts.describe(ADA, 1, other.id(), "x")));
    assertEquals(Cause.NO_FILE, rejected(drafts.describe(BOB, 2, one.id(), "x")));
    assertEquals(Cause.NO_MESSAGE, rejected(drafts.describe(ADA, 9, one.id(), "x")));
    assertEquals(Cause.TOO_OLD, rejected(drafts.describe(ADA, 1, one.id(), "x", AT.plusMillis(1))));
    append(drafts.describe(ADA, 1, one.id(), "A lake", AT));
    assertTrue(
        append(drafts.describe(ADA, 1, one.id(), "A lake")).get(0) instanceof Appended.Unchanged);
    append(drafts.describe(ADA, 1, one.id(), ""));
    assertEquals(List.of(one.file().withAlt("")), message(1).files());
    append(drafts.delete(ADA, 1, ""));
    assertEquals(Cause.NO_MESSAGE, rejected(drafts.describe(ADA, 1, one.id(), "x")));
  }

  @Test
  final void deletionErasesTheDescriptions() {
    Upload one = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    append(drafts.describe(ADA, 1, one.id(), "A lake"));
    assertEquals(List.of(""), texts(1));
    append(drafts.delete(ADA, 1, ""));
    MessageEdited erased =
        (MessageEdited) done(store().log().readAfter(ROOM, 1, 1)).events().get(0);
    assertTrue(erased.erased());
    assertEquals(List.of(), erased.files());
    assertEquals(List.of(), texts(1));
  }

  private List<String> texts(long message) {
    return done(store().log().messages().versions(ROOM, message, 0, 9)).stream()
        .map(Version::text)
        .toList();
  }

  @Test
  final void droppedMessageLosesItsFiles() {
    Upload old = finished(ROOM, ADA);
    Upload late = finished(ROOM, ADA);
    sent(post(ADA, "k", old));
    append(drafts.describe(ADA, 1, old.id(), "A lake"));
    Draft[] more =
        IntStream.range(0, KEPT - 1).mapToObj(i -> drafts.post(BOB, "text")).toArray(Draft[]::new);
    append(more);
    retain();
    assertFalse(isErased(old));
    sent(post(ADA, "l", late));
    retain();
    assertTrue(isErased(old));
    assertFalse(isErased(late));
    assertEquals(List.of((long) KEPT + 2), withFiles(Long.MAX_VALUE, 9));
    RoomEvent first = done(store().log().readAfter(ROOM, 0, 1)).events().get(0);
    assertTrue(first instanceof MessagePosted || ((MessageEdited) first).erased());
  }

  @Test
  final void endOfARoomErasesItsFiles() {
    Upload one = finished(ROOM, ADA);
    Upload unbound = finished(ROOM, ADA);
    sent(post(ADA, "k", one));
    done(store().directory().removeRoom(ROOM));
    assertTrue(isErased(one));
    assertFalse(isErased(unbound));
  }

  @Test
  final void endOfAConversationErasesItsFiles() {
    Upload one = finished(PAIR.room(), ADA);
    Draft draft = post(PAIR.room(), PAIR.room(), ADA, "k", one);
    done(store().log().append(PAIR.room(), Optional.of(PAIR), List.of(draft)));
    assertFalse(isErased(one));
    Set<RoomId> removed = done(store().directory().forgetGuests(AT.plusSeconds(1)));
    assertEquals(Set.of(PAIR.room()), removed);
    assertTrue(isErased(one));
  }
}
