package chat.server.storage.search;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.core.search.Query;
import chat.core.search.SearchScope;
import chat.server.storage.OpenStores;
import chat.server.storage.SqlStore;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.sql.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search index is built from the log, and rebuilt after loss or damage. */
final class SearchIndexTest {
  private static final RoomId TEA = RoomId.of("tea");
  private static final RoomId COFFEE = RoomId.of("coffee");
  private static final SearchScope EVERYWHERE = new SearchScope(Set.of(), true);
  private static final Progress SILENT = state -> {};

  @TempDir Path folder;
  private Path directory;
  private OpenStores stores;
  private SqlStore store;

  @BeforeEach
  void open() {
    directory = folder.resolve("data");
    stores = new OpenStores(folder);
    store = stores.open(directory);
    done(store.directory().addUser(ADA, AT));
    for (RoomId room : List.of(TEA, COFFEE)) {
      done(store.directory().addRoom(RoomRecord.open(room, "Room " + room), List.of()));
    }
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void reopen() {
    store = stores.open(directory);
  }

  private void say(RoomId room, String text, int minute) {
    String key = room + " " + minute;
    Instant at = AT.plus(Duration.ofMinutes(minute));
    MessagePosted said =
        new MessagePosted(room, 0, ADA, text, at, key, OptionalLong.empty(), List.of());
    Draft draft = new Draft(new SendKey(room, ADA.id(), key), said);
    done(store.log().append(room, Optional.empty(), List.of(draft)));
  }

  private void finds(String query, String... texts) {
    becomes(
        List.of(texts),
        () ->
            store
                .search()
                .search(EVERYWHERE, Query.complete(query), Long.MAX_VALUE, 200)
                .thenApply(
                    page -> page.found().stream().map(found -> found.message().text()).toList()));
  }

  private Path index() {
    return directory.resolve("search.db");
  }

  @Test
  void continuesAfterARestart() {
    say(TEA, "tea one", 1);
    finds("tea", "tea one");
    stores.close(store);
    reopen();
    say(COFFEE, "tea two", 2);
    finds("tea", "tea two", "tea one");
  }

  @Test
  void isRebuiltInTheSameOrderWhenItIsLost() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String text = "tea " + i;
      say(i % 3 == 0 ? COFFEE : TEA, text, i);
      expected.add(0, text);
    }
    finds("tea", expected.toArray(String[]::new));
    stores.close(store);
    Files.delete(index());
    reopen();
    finds("tea", expected.toArray(String[]::new));
  }

  @Test
  void isRebuiltWhenItIsDamaged() throws Exception {
    say(TEA, "tea", 1);
    finds("tea", "tea");
    stores.close(store);
    Files.writeString(index(), "this was an index once ".repeat(500));
    reopen();
    finds("tea", "tea");
  }

  @Test
  void removesTheWordsOfADeletedConversation() throws Exception {
    done(store.directory().addUser(BOB, AT));
    Conversation both = Conversation.between(ADA.id(), BOB.id());
    MessagePosted said =
        new MessagePosted(both.room(), 0, ADA, "secret", AT, "k", OptionalLong.empty(), List.of());
    Draft draft = new Draft(new SendKey(both.room(), ADA.id(), "k"), said);
    done(store.log().append(both.room(), Optional.of(both), List.of(draft)));
    say(TEA, "tea", 1);
    finds("tea", "tea");
    becomes(2, this::indexed);
    done(store.directory().forgetGuests(AT.plusSeconds(1)));
    becomes(1, this::indexed);
    finds("tea", "tea");
  }

  /** The number of messages that a search finds. */
  private CompletionStage<Integer> indexed() {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + index());
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM documents")) {
      return CompletableFuture.completedFuture(count.getInt(1));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isRebuiltWhenTheNormalizationOfWordsChanges() throws Exception {
    say(TEA, "Łódź", 1);
    finds("lodz", "Łódź");
    stores.close(store);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + index());
        Statement statement = connection.createStatement()) {
      // As an index with the first normalization of words: it lacks the words of current queries.
      statement.execute("INSERT INTO postings (postings) VALUES ('delete-all')");
      statement.execute("DELETE FROM search_version WHERE version > 1");
    }
    reopen();
    finds("lodz", "Łódź");
  }

  @Test
  void removesEventsThatWereDeletedFromTheLog() {
    for (int i = 1; i <= 5; i++) {
      say(TEA, "tea " + i, i);
    }
    finds("tea", "tea 5", "tea 4", "tea 3", "tea 2", "tea 1");
    store.sweep(new RetentionPolicy(0, 2), AT);
    finds("tea", "tea 5", "tea 4");
    becomes(2, () -> CompletableFuture.completedFuture(documents()));
  }

  /** The number of documents in the index. */
  private int documents() {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + index());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM documents")) {
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void removesTheLogThatABackupReplaced() throws Exception {
    say(TEA, "tea before", 1);
    stores.close(store);
    Path backup = folder.resolve("backup.db");
    Backup.write(directory, backup, SILENT);
    reopen();
    say(TEA, "tea lost", 2);
    say(COFFEE, "tea lost too", 3);
    finds("tea", "tea lost too", "tea lost", "tea before");
    stores.close(store);
    assertTrue(Restore.run(backup, directory, true, AT, SILENT).database().isPresent());
    reopen();
    say(TEA, "tea after", 4);
    finds("tea", "tea after", "tea before");
    finds("lost");
  }
}
