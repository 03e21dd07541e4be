package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.port.Appended.Follower;
import chat.core.port.FollowStore.Change;
import chat.core.port.FollowStore.Follow;
import chat.core.port.FollowStore.FollowedThread;
import chat.core.port.FollowStore.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FollowStore} and the {@link MessageLog} beside it must do. */
public abstract class FollowStoreContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final RoomId OTHER = RoomId.of("other");
  private static final int MAX = 1_000;

  /** Maximum number of messages of a room that {@link #store} keeps. */
  protected static final int KEPT = 1_000;

  private final MessageDrafts drafts = new MessageDrafts(ROOM);
  private MessageLog log;
  private Directory directory;
  private int keys;

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
    done(directory.addRoom(RoomRecord.open(ROOM, "Room"), List.of(ADA.id(), BOB.id())));
    done(directory.addRoom(RoomRecord.open(OTHER, "Other"), List.of(ADA.id(), BOB.id())));
  }

  private Appended append(Draft... some) {
    return done(log.append(ROOM, Optional.empty(), List.of(some)));
  }

  private Draft post(RoomId room, User author, Instant at, OptionalLong replyTo) {
    String key = "own " + ++keys;
    return new Draft(
        new SendKey(room, author.id(), key),
        new MessagePosted(room, 0, author, "text", at, key, replyTo, List.of()));
  }

  private Result follow(User user, long root, boolean on) {
    return done(directory.follow(user.id(), ROOM, root, on));
  }

  private List<FollowedThread> threads(User user) {
    return done(directory.followedThreads(user.id(), MAX, MAX));
  }

  private Optional<FollowedThread> thread(User user, long root) {
    return done(directory.followedThread(user.id(), ROOM, root, MAX));
  }

  private long changes(User user) {
    return done(directory.memberships(user.id())).stream()
        .filter(each -> each.room().equals(ROOM))
        .findFirst()
        .orElseThrow()
        .followChanges();
  }

  private static FollowedThread thread(long root, long last, long mark, int unread) {
    return new FollowedThread(ROOM, root, last, mark, unread);
  }

  @Test
  void makesRepliersAndTheAuthorOfTheRootFollow() {
    assertEquals(List.of(), append(drafts.post(ADA, "root")).followers());
    assertEquals(
        List.of(
            new Follower(BOB.id(), new Follow(1, true, 2, 1)),
            new Follower(ADA.id(), new Follow(1, true, 1, 1))),
        append(drafts.reply(BOB, "first", 1)).followers());
    assertEquals(List.of(thread(1, 2, 1, 1)), threads(ADA));
    assertEquals(List.of(thread(1, 2, 2, 0)), threads(BOB));
    assertEquals(1, changes(ADA));
    assertEquals(1, changes(BOB));

    assertEquals(
        List.of(), append(drafts.reply(BOB, "more", 2)).followers(), "both follow already");
    assertEquals(List.of(thread(1, 3, 1, 2)), threads(ADA));
    assertEquals(List.of(thread(1, 3, 3, 0)), threads(BOB));
    assertEquals(1, changes(BOB), "a reply to a followed thread is no change");
  }

  @Test
  void raisesTheMarkByOwnReplies() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "one", 1), drafts.reply(BOB, "two", 1));
    append(drafts.reply(ADA, "answer", 3));
    assertEquals(Optional.of(thread(1, 4, 4, 0)), thread(ADA, 1));
    assertEquals(Optional.of(thread(1, 4, 3, 1)), thread(BOB, 1));
  }

  @Test
  void decidesOnAllRepliesOfOneAppend() {
    append(
        drafts.post(ADA, "root"),
        drafts.reply(BOB, "one", 1),
        drafts.reply(ADA, "two", 2),
        drafts.post(BOB, "another"),
        drafts.reply(BOB, "to myself", 4));
    assertEquals(Optional.of(thread(1, 3, 3, 0)), thread(ADA, 1));
    assertEquals(Optional.of(thread(1, 3, 2, 1)), thread(BOB, 1));
    assertEquals(Optional.of(thread(4, 5, 5, 0)), thread(BOB, 4));
    assertEquals(Optional.empty(), thread(ADA, 4));
  }

  @Test
  void doesNotCountDuplicates() {
    append(drafts.post(ADA, "root"));
    Draft reply = drafts.reply(BOB, "one", 1);
    append(reply);
    follow(BOB, 1, false);
    assertEquals(List.of(), append(reply).followers());
    assertEquals(Optional.empty(), thread(BOB, 1));
  }

  @Test
  void followsAThreadFromItsLastReplyOn() {
    append(drafts.post(ADA, "root"), drafts.reply(ADA, "one", 1), drafts.post(ADA, "other"));
    assertEquals(new Result.Kept(new Follow(1, true, 2, 1), true), follow(BOB, 1, true));
    assertEquals(new Result.Kept(new Follow(1, true, 2, 1), false), follow(BOB, 1, true));
    assertEquals(Optional.of(thread(1, 2, 2, 0)), thread(BOB, 1));
    append(drafts.reply(ADA, "two", 1));
    assertEquals(new Result.Kept(new Follow(1, true, 2, 1), false), follow(BOB, 1, true));
    assertEquals(Optional.of(thread(1, 4, 2, 1)), thread(BOB, 1));
  }

  @Test
  void followsALiveMessageWithoutReplies() {
    append(drafts.post(ADA, "root"), drafts.post(ADA, "deleted"), drafts.delete(ADA, 2, ""));
    assertEquals(new Result.Kept(new Follow(1, true, 1, 1), true), follow(BOB, 1, true));
    assertEquals(List.of(thread(1, 1, 1, 0)), threads(BOB));
    assertEquals(Result.Rejected.NO_THREAD, follow(BOB, 2, true));
    append(drafts.delete(ADA, 1, ""));
    assertEquals(List.of(), threads(BOB), "no thread can begin there any more");
    assertEquals(Optional.empty(), thread(BOB, 1));
  }

  @Test
  void rejectsWhatIsNoRoot() {
    append(drafts.post(ADA, "root"), drafts.reply(ADA, "reply", 1), drafts.pin(ADA, 1));
    for (long seq : new long[] {2, 3, 4, 0, -1, Long.MAX_VALUE}) {
      assertEquals(Result.Rejected.NO_THREAD, follow(BOB, seq, true), "root " + seq);
      assertEquals(Result.Rejected.NO_THREAD, follow(BOB, seq, false), "root " + seq);
    }
    assertEquals(Result.Rejected.NOT_MEMBER, follow(EVE, 1, true));
    assertEquals(Result.Rejected.NOT_MEMBER, follow(EVE, 1, false));
    assertEquals(0, changes(BOB));
  }

  @Test
  void followsNoThreadForAuthorsWhoAreNotMembers() {
    append(drafts.post(EVE, "root"));
    assertEquals(
        List.of(new Follower(BOB.id(), new Follow(1, true, 2, 1))),
        append(drafts.reply(BOB, "one", 1)).followers());
    assertEquals(List.of(), append(drafts.reply(EVE, "two", 1)).followers());
    assertEquals(List.of(), threads(EVE));
    done(directory.join(ROOM, Map.of(EVE.id(), 3L)));
    assertEquals(List.of(), threads(EVE));
  }

  @Test
  void remembersThatAThreadIsNotFollowed() {
    append(drafts.post(ADA, "root"));
    assertEquals(new Result.Kept(new Follow(1, false, 0, 1), true), follow(ADA, 1, false));
    assertEquals(new Result.Kept(new Follow(1, false, 0, 1), false), follow(ADA, 1, false));
    append(drafts.reply(BOB, "first", 1));
    assertEquals(List.of(), threads(ADA), "set before the first reply");
    assertEquals(
        List.of(new Follower(ADA.id(), new Follow(1, true, 3, 2))),
        append(drafts.reply(ADA, "own", 1)).followers());
    assertEquals(List.of(thread(1, 3, 3, 0)), threads(ADA));

    assertEquals(new Result.Kept(new Follow(1, false, 3, 3), true), follow(ADA, 1, false));
    append(drafts.reply(BOB, "more", 1));
    assertEquals(List.of(), threads(ADA), "another user's reply");
    assertEquals(Optional.empty(), done(directory.markThread(ADA.id(), ROOM, 1, 4)));
    assertEquals(new Result.Kept(new Follow(1, true, 4, 4), true), follow(ADA, 1, true));
  }

  @Test
  void neverLowersAMark() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "one", 1), drafts.post(BOB, "other"));
    assertEquals(
        Optional.of(new Follow(1, true, 3, 2)), done(directory.markThread(ADA.id(), ROOM, 1, 3)));
    assertEquals(
        Optional.of(new Follow(1, true, 3, 2)), done(directory.markThread(ADA.id(), ROOM, 1, 2)));
    assertEquals(2, changes(ADA));
    follow(ADA, 1, false);
    assertEquals(new Result.Kept(new Follow(1, true, 3, 4), true), follow(ADA, 1, true));
    assertEquals(Optional.empty(), done(directory.markThread(EVE.id(), ROOM, 1, 3)));
    assertEquals(Optional.empty(), done(directory.markThread(BOB.id(), ROOM, 3, 3)));
  }

  @Test
  void countsLiveRepliesOfOthersUpToTheMaximum() {
    append(drafts.post(ADA, "root"), drafts.post(BOB, "other"));
    IntStream.range(0, 5).forEach(i -> append(drafts.reply(BOB, "reply", 1)));
    append(drafts.reply(BOB, "elsewhere", 2), drafts.post(BOB, "outside"));
    assertEquals(Optional.of(thread(1, 7, 1, 5)), thread(ADA, 1));
    append(drafts.delete(BOB, 7, ""), drafts.delete(BOB, 4, ""));
    assertEquals(Optional.of(thread(1, 7, 1, 3)), thread(ADA, 1), "the last one is deleted");
    done(directory.markThread(ADA.id(), ROOM, 1, 3));
    assertEquals(Optional.of(thread(1, 7, 3, 2)), thread(ADA, 1));
    assertEquals(
        Optional.of(thread(1, 7, 3, 1)), done(directory.followedThread(ADA.id(), ROOM, 1, 1)));
    assertEquals(List.of(thread(1, 7, 3, 1)), done(directory.followedThreads(ADA.id(), MAX, 1)));
  }

  @Test
  void listsThreadsWithTheLatestMessageFirst() {
    Instant later = AT.plusSeconds(1);
    for (RoomId room : List.of(ROOM, OTHER)) {
      for (int root = 1; root <= 2; root++) {
        done(
            log.append(room, Optional.empty(), List.of(post(room, BOB, AT, OptionalLong.empty()))));
        done(directory.follow(ADA.id(), room, root, true));
      }
    }
    done(log.append(ROOM, Optional.empty(), List.of(post(ROOM, BOB, later, OptionalLong.of(2)))));
    List<FollowedThread> all =
        List.of(
            thread(2, 3, 2, 1),
            new FollowedThread(OTHER, 1, 1, 1, 0),
            new FollowedThread(OTHER, 2, 2, 2, 0),
            thread(1, 1, 1, 0));
    assertEquals(all, threads(ADA));
    assertEquals(all.subList(0, 2), done(directory.followedThreads(ADA.id(), 2, MAX)));
    assertEquals(List.of(), threads(EVE));
  }

  @Test
  void tellsWhatChangedAfterAChange() {
    append(drafts.post(ADA, "root"), drafts.post(ADA, "another"), drafts.reply(BOB, "one", 1));
    follow(BOB, 2, true);
    append(drafts.reply(ADA, "two", 1), drafts.reply(ADA, "three", 1));
    follow(BOB, 2, false);
    done(directory.markThread(BOB.id(), ROOM, 1, 4));
    assertEquals(4, changes(BOB));
    List<Change> all =
        List.of(
            new Change(new Follow(2, false, 2, 3), 0), new Change(new Follow(1, true, 4, 4), 1));
    assertEquals(all, done(directory.followChanges(BOB.id(), ROOM, 0, MAX)));
    assertEquals(all.subList(1, 2), done(directory.followChanges(BOB.id(), ROOM, 3, MAX)));
    assertEquals(List.of(), done(directory.followChanges(BOB.id(), ROOM, 4, MAX)));
    assertEquals(List.of(), done(directory.followChanges(BOB.id(), OTHER, 0, MAX)));
  }

  @Test
  void keepsThreadsOfDeletedAndDroppedRoots() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "one", 1), drafts.delete(ADA, 1, ""));
    append(drafts.reply(ADA, "two", 2));
    assertEquals(Optional.of(thread(1, 4, 2, 1)), thread(BOB, 1));
    follow(ADA, 1, false);
    assertEquals(new Result.Kept(new Follow(1, true, 4, 3), true), follow(ADA, 1, true));

    fill(998);
    assertEquals(Optional.of(thread(1, 4, 2, 1)), thread(BOB, 1), "the root is dropped");
    assertEquals(Result.Rejected.NO_THREAD, follow(BOB, 3, true));
    follow(ADA, 1, false);
    assertEquals(new Result.Kept(new Follow(1, true, 4, 5), true), follow(ADA, 1, true));
    fill(3);
    assertEquals(Optional.empty(), thread(BOB, 1), "all of it is dropped");
    assertEquals(List.of(), threads(BOB));
    assertEquals(new Result.Kept(new Follow(1, false, 2, 2), true), follow(BOB, 1, false));
    assertEquals(Result.Rejected.NO_THREAD, follow(BOB, 1, true));
  }

  /** Appends this many messages, so that older ones are dropped. */
  private void fill(int messages) {
    List<Draft> some = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      some.add(drafts.post(BOB, "later"));
    }
    append(some.toArray(Draft[]::new));
    retain();
  }

  @Test
  void endsWithTheMembershipTheRoomAndTheUser() {
    append(drafts.post(ADA, "root"), drafts.reply(BOB, "one", 1));
    done(directory.leave(ROOM, ADA.id()));
    assertEquals(List.of(), threads(ADA));
    done(directory.join(ROOM, Map.of(ADA.id(), 2L)));
    assertEquals(List.of(), threads(ADA));
    assertEquals(0, changes(ADA));
    append(drafts.reply(BOB, "two", 1));
    assertEquals(List.of(), threads(ADA), "it is not the first reply");
    follow(ADA, 1, true);

    done(directory.retire(BOB.id()));
    assertEquals(List.of(), threads(BOB));
    assertEquals(List.of(), append(drafts.reply(BOB, "late", 1)).followers());

    done(directory.removeRoom(ROOM));
    assertEquals(List.of(), threads(ADA));
    done(directory.addRoom(RoomRecord.open(ROOM, "Room"), List.of(ADA.id())));
    assertEquals(List.of(), done(directory.followChanges(ADA.id(), ROOM, 0, MAX)));
  }

  @Test
  void endsWhenGuestsAreForgotten() {
    Conversation both = Conversation.between(ADA.id(), BOB.id());
    Draft root = post(both.room(), ADA, AT, OptionalLong.empty());
    Draft reply = post(both.room(), BOB, AT, OptionalLong.of(1));
    done(log.append(both.room(), Optional.of(both), List.of(root, reply)));
    assertEquals(1, threads(ADA).size());
    assertEquals(1, threads(BOB).size());
    done(directory.seen(List.of(BOB.id()), AT.plusSeconds(60)));
    done(directory.forgetGuests(AT.plusSeconds(1)));
    assertEquals(List.of(), threads(ADA));
    assertEquals(1, threads(BOB).size());
    done(directory.forgetGuests(AT.plusSeconds(61)));
    assertEquals(List.of(), threads(BOB));
  }

  @Test
  void forgetsTheOldestStatesOfAUser() {
    List<Draft> roots = new ArrayList<>();
    for (int root = 1; root <= FollowStore.MAX_FOLLOWS + 2; root++) {
      roots.add(post(root % 2 == 0 ? ROOM : OTHER, ADA, AT, OptionalLong.empty()));
    }
    List<Draft> even = roots.stream().filter(each -> each.event().room().equals(ROOM)).toList();
    List<Draft> odd = roots.stream().filter(each -> each.event().room().equals(OTHER)).toList();
    done(log.append(ROOM, Optional.empty(), even));
    done(log.append(OTHER, Optional.empty(), odd));
    int half = FollowStore.MAX_FOLLOWS / 2;
    for (int root = 1; root <= half; root++) {
      done(directory.follow(BOB.id(), ROOM, root, true));
      done(directory.follow(BOB.id(), OTHER, root, true));
    }
    assertEquals(
        FollowStore.MAX_FOLLOWS, done(directory.followedThreads(BOB.id(), 2_000, 1)).size());
    append(post(ROOM, BOB, AT, OptionalLong.of(1)));
    follow(BOB, half + 1, false);
    assertEquals(
        Optional.empty(),
        done(directory.followedThread(BOB.id(), OTHER, 1, 1)),
        "the oldest one, since the first was renewed by a reply");
    assertTrue(thread(BOB, 1).isPresent());
    done(directory.follow(BOB.id(), OTHER, half + 1, true));
    assertEquals(Optional.empty(), thread(BOB, 2));
    assertTrue(done(directory.followedThread(BOB.id(), OTHER, 2, 1)).isPresent());
    assertEquals(
        FollowStore.MAX_FOLLOWS - 1,
        done(directory.followedThreads(BOB.id(), 2_000, 1)).size(),
        "one of the states is not to follow");
  }
}
