package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.becomes;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.core.search.Query;
import chat.core.search.SearchScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk space of the bytes that LIMIT_ADDRESS_KIB counts, log and index together. operations.md
 * uses this factor to state what an address can write in a day.
 */
final class StoredBytesTest {
  /** "Disk space" of operations.md. */
  private static final int MOST_ON_DISK_FOR_EACH_BYTE_COUNTED = 12;

  private static final RoomId ROOM = RoomId.of("room");
  private static final int COUNTED_BESIDE_TEXT = 256;
  private static final long COUNTED = 300_000;
  private static final String LAST = "thelastword";

  @TempDir Path folder;

  private static String random(Random random, int length, int first, int range) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(first + random.nextInt(range));
    }
    return text.toString();
  }

  private static String words(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random(random, 5, 'a', 26)).append(' ');
    }
    return text.substring(0, length);
  }

  private long onDisk(String name, IntFunction<String> text, IntFunction<String> key)
      throws IOException {
    Path data = folder.resolve(name);
    long counted = 0;
    try (OpenStores stores = new OpenStores(folder)) {
      SqlStore store = stores.open(data);
      done(store.directory().addUser(ADA, AT));
      done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
      List<Draft> drafts = new ArrayList<>();
      for (int i = 0; counted < COUNTED; i++) {
        String said = text.apply(i);
        counted += COUNTED_BESIDE_TEXT + said.getBytes(StandardCharsets.UTF_8).length;
        drafts.add(draft(said, key.apply(i)));
        if (drafts.size() == 50) {
          done(store.log().append(ROOM, Optional.empty(), drafts));
          drafts = new ArrayList<>();
        }
      }
      drafts.add(draft(LAST, "last"));
      done(store.log().append(ROOM, Optional.empty(), drafts));
      becomes( // all earlier messages are indexed
          1,
          () ->
              store
                  .search()
                  .search(
                      new SearchScope(Set.of(), true), Query.complete(LAST), Long.MAX_VALUE, 200)
                  .thenApply(page -> page.found().size()));
    }
    long bytes = size(data) - sizeOfEmptyStore(folder.resolve(name + "-empty"));
    return (bytes + counted - 1) / counted;
  }

  /** The size of an empty store: its tables and indexes. */
  private long sizeOfEmptyStore(Path data) throws IOException {
    try (OpenStores stores = new OpenStores(folder)) {
      SqlStore store = stores.open(data);
      done(store.directory().addUser(ADA, AT));
      done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
    }
    return size(data);
  }

  private static long size(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static Draft draft(String text, String key) {
    MessagePosted said =
        new MessagePosted(ROOM, 0, ADA, text, AT, key, OptionalLong.empty(), List.of());
    return new Draft(new SendKey(ROOM, ADA.id(), key), said);
  }

  @Test
  void areAtMostTheDocumentedFactorOfTheCountedBytes() throws Exception {
    Random random = new Random(7);
    IntFunction<String> shortKey = i -> "k" + i;
    IntFunction<String> longKey = i -> random(random, 64, 0x1f300, 0x300);
    long most = 0;
    most = Math.max(most, onDisk("short", i -> random(random, 5, 'a', 26), shortKey));
    most = Math.max(most, onDisk("short-long-keys", i -> random(random, 5, 'a', 26), longKey));
    most = Math.max(most, onDisk("words", i -> words(random, 4_000), shortKey));
    most = Math.max(most, onDisk("some-words", i -> words(random, 300), shortKey));
    most = Math.max(most, onDisk("han", i -> random(random, 4_000, 0x4e00, 0x5000), shortKey));
    most = Math.max(most, onDisk("emoji", i -> random(random, 4_000, 0x1f300, 0x300), shortKey));
    assertTrue(most <= MOST_ON_DISK_FOR_EACH_BYTE_COUNTED, most + " for each");
  }
}
