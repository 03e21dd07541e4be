package chat.server.storage.directory;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.port.Draft;
import chat.core.port.FollowStore;
import chat.core.port.FollowStore.FollowedThread;
import chat.core.port.SendKey;
import chat.server.storage.OpenStores;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThreadFollowersTest {
  private static final RoomId ROOM = RoomId.of("room");

  @TempDir Path folder;
  private final List<Draft> drafts = new ArrayList<>();
  private OpenStores stores;
  private SqlStore store;

  @BeforeEach
  void open() {
    stores = new OpenStores(folder);
    store = stores.open(folder.resolve("store"));
    for (User user : List.of(ADA, BOB, EVE)) {
      done(store.directory().addUser(user, AT));
    }
    done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of(ADA.id(), BOB.id())));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void post(User author, OptionalLong replyTo) {
    String key = "k" + drafts.size();
    drafts.add(
        new Draft(
            new SendKey(ROOM, author.id(), key),
            new MessagePosted(
                ROOM, 0, author, "text", AT.plusSeconds(drafts.size()), key, replyTo, List.of())));
  }

  /** Stores the messages, and fills in their followers as if no thread had been followed. */
  private List<String> refill(int page) throws Exception {
    done(store.log().append(ROOM, Optional.empty(), drafts));
    stores.close(store);
    List<String> progress = new ArrayList<>();
    try (SqliteDialect database = SqliteDialect.in(folder.resolve("store"));
        SqlSession session = new SqlSession(database.connectToWrite())) {
      session.update("DELETE FROM follows");
      ThreadFollowers.fill(session, page, state -> progress.add(state.get()));
      session.commit();
    }
    store = stores.open(folder.resolve("store"));
    return progress;
  }

  private List<FollowedThread> threads(User user) {
    return done(store.directory().followedThreads(user.id(), 2_000, 9));
  }

  @Test
  void fillsInTheFollowersPageByPage() throws Exception {
    for (int i = 0; i < 9; i++) {
      post(i % 3 == 0 ? EVE : ADA, OptionalLong.empty());
    }
    for (long root = 1; root <= 9; root++) {
      post(BOB, OptionalLong.of(root));
      post(EVE, OptionalLong.of(root));
    }
    List<String> progress = refill(4);
    assertEquals(5, progress.size());
    assertEquals("followers of the threads of 4 replies", progress.get(0));
    assertEquals(
        LongStream.of(9, 8, 6, 5, 3, 2)
            .mapToObj(root -> new FollowedThread(ROOM, root, 2 * root + 9, 27, 0))
            .toList(),
        threads(ADA));
    assertEquals(9, threads(BOB).size());
    assertEquals(List.of(), threads(EVE));
  }

  @Test
  void fillsInNoMoreThanAUserMayFollow() throws Exception {
    int roots = FollowStore.MAX_FOLLOWS + 2;
    for (int i = 0; i < roots; i++) {
      post(BOB, OptionalLong.empty());
    }
    for (long root = roots; root >= 1; root--) {
      post(ADA, OptionalLong.of(root));
    }
    refill(100);
    List<FollowedThread> followed = threads(ADA);
    assertEquals(FollowStore.MAX_FOLLOWS, followed.size());
    assertTrue(followed.stream().allMatch(each -> each.root() <= FollowStore.MAX_FOLLOWS));
    assertEquals(1, followed.get(0).root(), "answered last");
  }
}
