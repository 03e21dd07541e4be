package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.MessageDrafts;
import chat.core.port.MessageReader;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.maintenance.RoomExport;
import chat.server.storage.maintenance.RoomImport;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export, import, check, backup and restore of messages that changed. */
final class MessageOperationsTest {
  private static final RoomId TEA = RoomId.of("tea");
  private static final Progress SILENT = state -> {};
  private static final String HEART = "\u2764\ufe0f";

  @TempDir Path folder;
  private final MessageDrafts drafts = new MessageDrafts(TEA);
  private Path directory;
  private OpenStores stores;
  private SqlStore store;

  @BeforeEach
  void open() {
    directory = folder.resolve("data");
    stores = new OpenStores(folder);
    store = stores.openWith(RoomRecord.open(TEA, "Tea"), directory);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void append(Draft... some) {
    done(store.log().append(TEA, Optional.empty(), List.of(some)));
  }

  /** Messages that changed in every way; the first one is dropped. */
  private void fill() {
    append(drafts.post(ADA, "dropped"), drafts.post(ADA, "two"), drafts.post(BOB, "three"));
    append(drafts.edit(ADA, 1, "dropped too"), drafts.react(BOB, 1, HEART), drafts.pin(BOB, 1));
    append(drafts.edit(ADA, 2, "@Bob two", List.of(new Mention(BOB, 0, 4))));
    append(drafts.react(ADA, 2, HEART), drafts.react(BOB, 2, HEART), drafts.unreact(ADA, 2, HEART));
    append(drafts.pin(BOB, 2), drafts.reply(BOB, "reply", 2), drafts.reply(ADA, "another", 12));
    append(drafts.editToAll(BOB, 3, "three again", true), drafts.react(ADA, 3, HEART));
    append(drafts.delete(BOB, 3, "wrong room"), drafts.delete(ADA, 13, ""));
    append(
        drafts.postToAll(BOB, "@all eighteen", true), drafts.pin(ADA, 18), drafts.unpin(ADA, 18));
    store.sweep(new RetentionPolicy(0, 5), AT);
  }

  private static List<Object> all(SqlStore store) {
    MessageReader messages = store.log().messages();
    List<Object> all = new ArrayList<>(done(store.log().readAfter(TEA, 0, 1_000)).events());
    all.add(done(messages.pins(TEA, Long.MAX_VALUE, 100)));
    all.add(done(messages.mentions(BOB.id(), MessageReader.Place.END, 100)).messages());
    all.add(done(messages.mentions(ADA.id(), MessageReader.Place.END, 100)).messages());
    all.add(done(messages.thread(TEA, 2, OptionalLong.empty(), Long.MAX_VALUE, 100)).events());
    for (long seq : LongStream.rangeClosed(1, 20).toArray()) {
      all.add(done(messages.versions(TEA, seq, 0, 100)));
      all.add(done(messages.reactors(TEA, seq, HEART, Optional.empty(), 100)));
    }
    return all;
  }

  private static List<String> faults(Path directory) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(directory, faults::add, SILENT);
    return faults.stream().sorted().toList();
  }

  private void change(String... statements) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + SqliteDialect.fileIn(directory));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void importsWhatTheEventsMadeOfTheMessages() throws Exception {
    fill();
    assertEquals(List.of(), faults(directory));
    Path file = folder.resolve("tea.jsonl");
    assertEquals(19, RoomExport.toFile(directory, TEA, file, SILENT));
    Path other = folder.resolve("other");
    SqlStore copy = stores.open(other);
    done(copy.directory().addUser(BOB, AT));
    done(copy.directory().addUser(ADA, AT));
    stores.close(copy);
    assertEquals(new RoomImport.Imported(TEA, 19, 0, 0), RoomImport.run(other, file, SILENT));
    assertEquals(List.of(), faults(other));
    assertEquals(all(store), all(stores.open(other)));
  }

  /** Before version 3 replies had no thread. */
  @Test
  void importsOldExportsWithTheThreadsOfTheirReplies() throws Exception {
    append(drafts.post(ADA, "one"), drafts.reply(BOB, "two", 1), drafts.reply(ADA, "three", 2));
    append(drafts.post(BOB, "four"));
    Path file = folder.resolve("tea.jsonl");
    RoomExport.toFile(directory, TEA, file, SILENT);
    String old =
        Files.readString(file)
            .replace("\"version\":3", "\"version\":2")
            .replace(",\"thread\":1", "");
    Files.writeString(file, old);
    Path other = folder.resolve("other");
    RoomImport.run(other, file, SILENT);
    assertEquals(List.of(), faults(other));
    List<RoomEvent> expected = done(store.log().readAfter(TEA, 0, 10)).events();
    assertEquals(expected, done(stores.open(other).log().readAfter(TEA, 0, 10)).events());
  }

  @Test
  void restoresABackupWithAllChanges() throws Exception {
    fill();
    Path backup = folder.resolve("backup.db");
    Backup.write(directory, backup, SILENT);
    Path other = folder.resolve("other");
    Restore.run(backup, other, false, AT, SILENT);
    assertEquals(List.of(), faults(other));
    assertEquals(all(store), all(stores.open(other)));
  }

  @Test
  void findsMentionsThatTheTableDoesNotHaveAndOthers() throws Exception {
    fill();
    stores.close(store);
    change(
        "DELETE FROM mentions WHERE message & 4294967295 = 2",
        "UPDATE mentions SET at = at + 1 WHERE message & 4294967295 = 18",
        "INSERT INTO mentions (user_id, room, at, message) SELECT 'eve', 1, 0, id FROM messages"
            + " WHERE id & 4294967295 = 12",
        "INSERT INTO mentions (user_id, room, at, message) VALUES ('eve', 1, 0, (1 << 32) + 1)");
    String extra = " is among the mentions of a user whom it does not mention";
    assertEquals(
        List.of(
            "room tea: message 1" + extra,
            "room tea: message 12" + extra,
            "room tea: message 18" + extra,
            "room tea: message 18 is not among the mentions of a user",
            "room tea: message 2 is not among the mentions of a user"),
        faults(directory));
  }

  @Test
  void findsMessagesThatAreNotWhatTheirEventsMakeOfThem() throws Exception {
    fill();
    stores.close(store);
    change(
        "UPDATE messages SET text = 'other' WHERE id & 4294967295 = 2",
        "UPDATE messages SET text = 'left' WHERE id & 4294967295 = 3",
        "UPDATE messages SET rev = 0, state = NULL, deleted = 0 WHERE id & 4294967295 = 18",
        "UPDATE messages SET deleted = 0 WHERE id & 4294967295 = 13",
        "INSERT INTO reactions (message, user_id, emoji, event) SELECT message, 'eve', emoji, event"
            + " FROM reactions WHERE user_id = 'bob'",
        "INSERT INTO reactions (message, user_id, emoji, event)"
            + " VALUES ((1 << 32) + 3, 'eve', 'x', 5), ((1 << 32) + 1, 'eve', 'x', 5)",
        "INSERT INTO pins (event, message) VALUES ((1 << 32) + 19, (1 << 32) + 3)",
        "INSERT INTO versions (message, event, text) VALUES ((1 << 32) + 3, (1 << 32) + 3, 'three')",
        "UPDATE events SET body = '{\"text\":\"three again\",\"mentions\":[]}'"
            + " WHERE id & 4294967295 = 14",
        "UPDATE events SET body = '{\"text\":\"dropped too\",\"mentions\":[]}'"
            + " WHERE id & 4294967295 = 4");
    assertEquals(
        List.of(
            "room tea: message 1 is deleted but still has a reaction",
            "room tea: message 1 is dropped but edit 4 has its text",
            "room tea: message 13 is marked as deleted but is not, or the reverse",
            "room tea: message 18 does not have event 19",
            "room tea: message 18 does not have event 20",
            "room tea: message 2 does not have as many reactions as it counts",
            "room tea: message 2 is not what its events make of it",
            "room tea: message 3 does not have as many reactions as it counts",
            "room tea: message 3 is deleted but edit 14 has its text",
            "room tea: message 3 is deleted but has a text",
            "room tea: message 3 is deleted but still has a pin",
            "room tea: message 3 is deleted but still has a reaction",
            "room tea: message 3 is deleted but still has an earlier text",
            "room tea: message 3 is not what its events make of it",
            "room tea: message 3 is pinned in one place only"),
        faults(directory));
  }
}
