package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.MessageDrafts;
import chat.core.search.Query;
import chat.core.search.SearchScope;
import chat.server.storage.log.RetentionPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted is in no file of the data directory any more. */
final class ErasedBytesTest {
  private static final RoomId ROOM = RoomId.of("room");
  private static final SearchScope EVERYWHERE = new SearchScope(Set.of(), true);

  @TempDir Path folder;
  private final MessageDrafts drafts = new MessageDrafts(ROOM);
  private final Random random = new Random(11);
  private Path directory;
  private OpenStores stores;
  private SqlStore store;

  @BeforeEach
  void open() {
    directory = folder.resolve("data");
    stores = new OpenStores(folder);
    store = stores.openWith(RoomRecord.open(ROOM, "Room"), directory);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void append(Draft... some) {
    done(store.log().append(ROOM, Optional.empty(), List.of(some)));
  }

  /** A text with a word that no other text has. */
  private String text(String word, int words) {
    StringBuilder text = new StringBuilder(word);
    for (int i = 0; i < words; i++) {
      text.append(' ').append(Integer.toString(random.nextInt(5_000), 36));
    }
    return text.toString();
  }

  private static String word(int i, char kind) {
    return Integer.toString(i, 36) + "q" + kind + "zjx"; // differs from the start: indexes share it
  }

  /** The words that are in any file. */
  private Set<String> found(List<String> words) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        words.stream()
            .filter(bytes::contains)
            .forEach(word -> found.add(file.getFileName() + " " + word));
      }
    }
    return found;
  }

  private void finds(String word, int hits) {
    becomes(
        hits,
        () ->
            store
                .search()
                .search(EVERYWHERE, Query.complete(word), Long.MAX_VALUE, 9)
                .thenApply(page -> page.found().size()));
  }

  @Test
  void deletedTextsAreOverwrittenWithTheirFormerVersions() throws Exception {
    int count = 1_500;
    List<String> deleted = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      append(drafts.post(ADA, text(word(i, 'a'), random.nextInt(i % 50 == 0 ? 900 : 30))));
    }
    for (int i = 1; i <= count; i += 3) {
      append(drafts.edit(ADA, i, text(word(i, 'b'), random.nextInt(i % 5 == 0 ? 700 : 60))));
    }
    finds(word(count - 2, 'b'), 1);
    finds(word(count - 2, 'a'), 0);
    for (int i = 1; i <= count; i += 2) {
      append(drafts.delete(ADA, i, ""));
      deleted.add(word(i, 'a'));
      deleted.add(word(i, 'b'));
    }
    append(drafts.post(ADA, text("lastword", 1)));
    finds("lastword", 1);
    store.erase();
    assertEquals(Set.of(), found(deleted));
    List<String> kept = List.of(word(2, 'a'), word(4, 'a'), word(4, 'b'), word(count - 2, 'b'));
    assertFalse(found(kept).isEmpty());
    stores.close(store);
    assertEquals(Set.of(), found(deleted));
  }

  @Test
  void droppedMessagesAndRemovedRoomsAreOverwritten() throws Exception {
    append(drafts.post(ADA, text("droppedword", 9)), drafts.post(ADA, "xkeptword"));
    append(drafts.edit(ADA, 1, text("yeditedword", 9)));
    finds("yeditedword", 1);
    store.sweep(new RetentionPolicy(0, 1), AT);
    finds("yeditedword", 0);
    append(drafts.post(ADA, "zlastword"));
    finds("zlastword", 1);
    store.erase();
    assertEquals(Set.of(), found(List.of("droppedword", "yeditedword")));
    assertFalse(found(List.of("xkeptword")).isEmpty());
    done(store.directory().removeRoom(ROOM));
    finds("xkeptword", 0);
    stores.close(store);
    store = stores.open(directory);
    finds("xkeptword", 0);
    store.erase();
  }

  /** In the search index too, which notes what is to be overwritten beside the log. */
  @Test
  void whatACrashLeavesIsOverwrittenAfterTheNextStart() throws Exception {
    List<Draft> some = new ArrayList<>();
    some.add(drafts.post(ADA, "crashedword"));
    for (int i = 0; i < 60; i++) { // FTS5 merges by itself what is mostly deleted
      some.add(drafts.post(ADA, text("ykeptword", 9)));
    }
    append(some.toArray(Draft[]::new));
    finds("crashedword", 1);
    append(drafts.delete(ADA, 1, ""), drafts.post(ADA, "lastword"));
    finds("lastword", 1);
    Path copy = folder.resolve("copy"); // as it is on the disk without an end
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    stores.close(store);
    directory = copy;
    List<String> part = List.of("shedword"); // indexes share the beginnings of words
    assertFalse(found(part).isEmpty());
    store = stores.open(copy);
    store.erase();
    assertEquals(Set.of(), found(part));
    assertFalse(found(List.of("ykeptword")).isEmpty());
  }
}
