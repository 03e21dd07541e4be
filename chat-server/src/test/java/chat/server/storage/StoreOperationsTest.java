package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.Mention;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.FollowStore.FollowedThread;
import chat.core.port.LogHead;
import chat.core.port.MessageDrafts;
import chat.core.port.Samples;
import chat.core.port.SendKey;
import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.maintenance.RoomExport;
import chat.server.storage.maintenance.RoomImport;
import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore, check, export and import of SQLite stores. */
final class StoreOperationsTest {
  private static final RoomId TEA = RoomId.of("tea");
  private static final Progress SILENT = state -> {};

  @TempDir Path folder;
  private Path directory;
  private OpenStores stores;

  @BeforeEach
  void open() {
    directory = folder.resolve("data");
    stores = new OpenStores(folder);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private SqlStore withTea(Path where) {
    SqlStore store = stores.open(where);
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addUser(BOB, AT));
    done(store.directory().addRoom(RoomRecord.open(TEA, "Tea \"room\" ☕"), List.of(ADA.id())));
    return store;
  }

  private static Draft draft(RoomId room, User author, String key) {
    return draft(room, room, author, key);
  }

  private static Draft draft(RoomId stored, RoomId named, User author, String key) {
    return new Draft(
        new SendKey(named, author.id(), key),
        new MessagePosted(
            stored, 0, author, "text of " + key, AT, key, OptionalLong.empty(), List.of()));
  }

  private static Appended say(SqlStore store, Draft draft) {
    return done(store.log().append(draft.event().room(), Optional.empty(), List.of(draft)));
  }

  private static LogHead head(SqlStore store) {
    return done(store.log().heads(List.of(TEA))).get(TEA);
  }

  /** All events of the room, read page by page, as pages are bounded in bytes. */
  private static List<RoomEvent> events(SqlStore store) {
    List<RoomEvent> events = new ArrayList<>();
    List<RoomEvent> page;
    do {
      page = done(store.log().readAfter(TEA, events.size(), 10_000)).events();
      events.addAll(page);
    } while (!page.isEmpty());
    return events;
  }

  private static List<String> faults(Path directory) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(directory, faults::add, SILENT);
    return faults;
  }

  private static String failure(org.junit.jupiter.api.function.Executable work) {
    return assertThrows(IOException.class, work).getMessage();
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
  void restoresTheStateAtTheStartOfABackupDuringWrites() throws Exception {
    SqlStore store = withTea(directory);
    for (int i = 0; i < 500; i++) {
      say(store, draft(TEA, ADA, "before" + i));
    }
    List<CompletionStage<Appended>> during = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      during.add(store.log().append(TEA, Optional.empty(), List.of(draft(TEA, ADA, "during" + i))));
    }
    Path backup = folder.resolve("backup.db");

    assertEquals(Files.size(backup(backup)), Files.size(backup));

    during.forEach(each -> done(each));
    Path other = folder.resolve("other");
    assertEquals(Optional.empty(), Restore.run(backup, other, false, AT, SILENT).database());
    assertEquals(List.of(), faults(other));
    SqlStore restored = stores.open(other);
    List<RoomEvent> kept = events(restored);
    assertTrue(kept.size() >= 500, () -> "only " + kept.size());
    List<RoomEvent> all = events(store);
    assertEquals(3_500, all.size());
    assertEquals(all.subList(0, kept.size()), kept);
    assertNotEquals(head(store).epoch(), head(restored).epoch());
    assertInstanceOf(
        Appended.Duplicate.class, say(restored, draft(TEA, ADA, "before7")).results().get(0));
    assertEquals(kept.size() + 1, say(restored, draft(TEA, ADA, "new")).head().seq());
  }

  private Path backup(Path file) throws IOException {
    Backup.write(directory, file, SILENT);
    return file;
  }

  @Test
  void leavesNoOtherFilesThanTheBackup() throws Exception {
    withTea(directory);
    Path backups = Files.createDirectory(folder.resolve("backups"));
    backup(backups.resolve("one"));

    assertTrue(failure(() -> backup(backups.resolve("one"))).endsWith("one already exists"));
    assertTrue(failure(() -> backup(folder.resolve("none/one"))).startsWith("no such dir"));
    assertTrue(
        failure(() -> Backup.write(folder.resolve("no"), backups.resolve("two"), SILENT))
            .startsWith("no chat database in "));
    try (Stream<Path> files = Files.list(backups)) {
      assertEquals(List.of(backups.resolve("one")), files.toList());
    }
  }

  @Test
  void replacesADatabaseOnlyWhenRequestedAndNotInUse() throws Exception {
    SqlStore store = withTea(directory);
    say(store, draft(TEA, ADA, "k1"));
    Path backup = backup(folder.resolve("backup.db"));
    say(store, draft(TEA, ADA, "k2"));

    assertTrue(
        failure(() -> Restore.run(backup, directory, true, AT, SILENT)).contains("another server"));
    stores.close(store);
    assertTrue(
        failure(() -> Restore.run(backup, directory, false, AT, SILENT)).contains("--replace"));
    Optional<Path> aside = Restore.run(backup, directory, true, AT, SILENT).database();

    assertEquals(directory.resolve("replaced-20260101T000000123Z.db"), aside.orElseThrow());
    assertTrue(Files.size(aside.orElseThrow()) > 0);
    assertEquals(1, head(stores.open(directory)).seq());
  }

  @Test
  void rejectsDamagedBackupsAndOtherFiles() throws Exception {
    SqlStore store = withTea(directory);
    for (int i = 0; i < 500; i++) {
      say(store, draft(TEA, ADA, "k" + i));
    }
    Path backup = backup(folder.resolve("backup.db"));
    Path other = folder.resolve("other");
    byte[] bytes = Files.readAllBytes(backup);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 8_192; i++) {
      bytes[i] ^= 0x55;
    }
    Path damaged = Files.write(folder.resolve("damaged"), bytes);
    Path text = Files.writeString(folder.resolve("text"), "no database at all ".repeat(100));
    Path empty = Files.createFile(folder.resolve("empty"));

    for (Path wrong : List.of(damaged, text, empty, folder.resolve("none"))) {
      String said = failure(() -> Restore.run(wrong, other, false, AT, SILENT));
      assertTrue(said.contains(wrong.toString()), said);
    }
    try (Stream<Path> files = Files.list(other)) {
      assertEquals(List.of(other.resolve("lock")), files.toList());
    }
  }

  @Test
  void findsNoFaultInAStoreInUse() throws Exception {
    SqlStore store = withTea(directory);
    say(store, draft(TEA, ADA, "k1"));
    Conversation both = Conversation.between(ADA.id(), BOB.id());
    done(
        store
            .log()
            .append(
                both.room(),
                Optional.of(both),
                List.of(draft(both.room(), TEA, ADA, "k2"), draft(both.room(), BOB, "k1"))));
    List<String> faults = new ArrayList<>();

    assertEquals(
        new IntegrityCheck.Counts(2, 3, 3, 3, 0),
        IntegrityCheck.run(directory, faults::add, SILENT));
    assertEquals(List.of(), faults);
  }

  @Test
  void findsPlantedFaults() throws Exception {
    SqlStore store = withTea(directory);
    for (int i = 1; i <= 9; i++) {
      say(store, draft(TEA, ADA, "k" + i));
    }
    stores.close(store);
    change(
        "DELETE FROM messages WHERE id & 4294967295 IN (2, 4, 5)",
        "UPDATE messages SET id = id + 3 WHERE id & 4294967295 = 9",
        "DELETE FROM send_keys WHERE client_id = 'k3'",
        "INSERT INTO send_keys SELECT named, author, 'again', event, at, subject FROM send_keys"
            + " WHERE client_id = 'k7'",
        "UPDATE rooms SET messages = 5",
        "INSERT INTO members (user_id, room, mark) VALUES ('bob', 77, 0)",
        "INSERT INTO drafts (user_id, room, root, text, reply_to, rev, weight)"
            + " VALUES ('bob', 78, 0, 'x', 0, 1, 1)",
        "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
            + " SELECT 'ada', number, 1, 1, 10, 1, 0 FROM rooms WHERE id = 'tea'",
        "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
            + " VALUES ('bob', 79, 1, 1, 1, 1, 0)",
        "INSERT INTO sessions (hash, user_id) VALUES ('h', 'nobody')",
        "INSERT INTO accounts (user_id, password, role, created) VALUES ('bob', 'h', 'USER', 0)",
        "INSERT INTO bots (user_id, owner, scopes, created) VALUES ('robot', 'bob', 'read', 0)",
        "DELETE FROM names WHERE skeleton = 'ada'");

    assertEquals(
        List.of(
            "bot robot: does not exist, or has no owner",
            "room tea: event 12 has no send key",
            "room tea: event 12 is above the head 9",
            "room tea: event 2 is missing",
            "room tea: event 3 has no send key",
            "room tea: event 7 has 2 send keys",
            "room tea: event 9 is missing",
            "room tea: events 4 to 5 are missing",
            "room tea: has a count of 5 messages but contains 6",
            "room tea: send key again of ada in tea points to event 7, which has another send key",
            "room tea: send key k2 of ada in tea points to event 2, which does not exist",
            "room tea: send key k4 of ada in tea points to event 4, which does not exist",
            "room tea: send key k5 of ada in tea points to event 5, which does not exist",
            "room tea: send key k9 of ada in tea points to event 9, which does not exist",
            "user ada: follows thread 1 in room number 1, but is not a member, or has read more"
                + " than there is",
            "user ada: has a name that is not reserved",
            "user bob: follows thread 1 in room number 79, but is not a member, or has read more"
                + " than there is",
            "user bob: has a draft in room number 78, but is not a member",
            "user bob: has an account but is not registered",
            "user bob: is a member of room number 77, which does not exist",
            "user nobody: has a session but does not exist"),
        faults(directory).stream().sorted().toList());
  }

  @Test
  void importsAnExportedRoomWithANewEpoch() throws Exception {
    SqlStore store = withTea(directory);
    MessagePosted rich =
        new MessagePosted(
            TEA,
            0,
            ADA,
            "a\n\"b\" <c> \u2028 @bob 😀",
            AT,
            "rich",
            OptionalLong.of(1),
            List.of(new Mention(BOB, 12, 16)));
    say(store, draft(TEA, ADA, "k1"));
    say(store, draft(TEA, BOB, "k2"));
    say(store, new Draft(new SendKey(TEA, ADA.id(), "rich"), rich));
    say(store, Samples.topic(TEA, ADA, "topic", "Green"));
    say(store, Samples.unknown(TEA, ADA, "unknown", OptionalLong.of(3)));
    stores.close(store);
    change( // as if the first event had been deleted
        "DELETE FROM messages WHERE id & 4294967295 = 1",
        "UPDATE rooms SET floor = 1, messages = messages - 1");
    store = stores.open(directory);
    Path file = folder.resolve("tea.jsonl");

    assertEquals(4, RoomExport.toFile(directory, TEA, file, SILENT));

    assertEquals(6, Files.readAllLines(file).size());
    StringWriter printed = new StringWriter();
    RoomExport.write(directory, TEA, printed, SILENT);
    assertEquals(Files.readString(file), printed.toString());
    Path other = folder.resolve("other");
    assertEquals(new RoomImport.Imported(TEA, 4, 0, 1), RoomImport.run(other, file, SILENT));
    assertEquals(List.of(), faults(other));
    SqlStore copy = stores.open(other);
    assertEquals(events(store), events(copy));
    assertEquals(
        done(store.directory().rooms(List.of(TEA))), done(copy.directory().rooms(List.of(TEA))));
    LogHead head = head(copy);
    assertNotEquals(head(store).epoch(), head.epoch());
    assertEquals(new LogHead(head.epoch(), 5, 1, 2), head);
    for (String key : List.of("k1", "rich")) {
      assertInstanceOf(Appended.Duplicate.class, say(copy, draft(TEA, ADA, key)).results().get(0));
    }
    assertEquals(6, say(copy, draft(TEA, ADA, "new")).head().seq());
  }

  @Test
  void importsReadMarkersAndNotificationsOfKnownMembersButNoDrafts() throws Exception {
    SqlStore store = withTea(directory);
    say(store, draft(TEA, ADA, "k1"));
    Notifications none =
        new Notifications(Notifications.Level.NONE, Optional.of(AT.plusSeconds(1)));
    done(store.directory().setNotifications(TEA, ADA.id(), none));
    done(store.directory().saveDraft(ADA.id(), unsent()));
    Path file = folder.resolve("tea.jsonl");
    RoomExport.toFile(directory, TEA, file, SILENT);
    assertFalse(Files.readString(file).contains("unsent"));
    Path other = folder.resolve("other");
    SqlStore known = stores.open(other);
    done(known.directory().addUser(ADA, AT));
    stores.close(known);
    assertEquals(new RoomImport.Imported(TEA, 1, 0, 0), RoomImport.run(other, file, SILENT));
    SqlStore copy = stores.open(other);
    assertEquals(
        List.of(new Membership(TEA, 1).with(none)), done(copy.directory().memberships(ADA.id())));
    assertEquals(List.of(), done(copy.directory().drafts(ADA.id())));
  }

  @Test
  void importsFollowedThreadsOfKnownMembers() throws Exception {
    SqlStore store = withTea(directory);
    done(store.directory().addUser(BOB, AT));
    done(store.directory().join(TEA, Map.of(BOB.id(), 0L)));
    MessageDrafts drafts = new MessageDrafts(TEA);
    for (int i = 1; i <= 3; i++) {
      say(store, drafts.post(ADA, "root"));
    }
    say(store, drafts.reply(BOB, "reply", 2));
    done(store.directory().follow(ADA.id(), TEA, 3, true));
    done(store.directory().follow(ADA.id(), TEA, 1, true));
    done(store.directory().follow(ADA.id(), TEA, 1, false));
    Path file = folder.resolve("tea.jsonl");
    RoomExport.toFile(directory, TEA, file, SILENT);
    Path other = folder.resolve("other");
    SqlStore known = stores.open(other);
    done(known.directory().addUser(ADA, AT));
    stores.close(known);
    assertEquals(new RoomImport.Imported(TEA, 4, 0, 1), RoomImport.run(other, file, SILENT));
    assertEquals(List.of(), faults(other));
    SqlStore copy = stores.open(other);
    assertEquals(
        done(store.directory().followedThreads(ADA.id(), 9, 9)),
        done(copy.directory().followedThreads(ADA.id(), 9, 9)));
    assertEquals(2, done(copy.directory().followedThreads(ADA.id(), 9, 9)).size());
    assertEquals(
        List.of(2L, 3L, 1L),
        done(copy.directory().followChanges(ADA.id(), TEA, 0, 9)).stream()
            .map(each -> each.follow().root())
            .toList());
    assertEquals(List.of(), done(copy.directory().followedThreads(BOB.id(), 9, 9)));
  }

  @Test
  void makesMembersFollowTheThreadsOfAnOlderExport() throws Exception {
    SqlStore store = withTea(directory);
    MessageDrafts drafts = new MessageDrafts(TEA);
    say(store, drafts.post(BOB, "root"));
    say(store, drafts.reply(ADA, "reply", 1));
    say(store, drafts.post(ADA, "root"));
    say(store, drafts.reply(BOB, "reply", 3));
    Path file = folder.resolve("tea.jsonl");
    RoomExport.toFile(directory, TEA, file, SILENT);
    String json = Files.readString(file);
    assertTrue(json.contains("\"follows\":{\"ada\":["));
    Files.writeString(file, json.replace("\"follows\"", "\"unknown\""));
    Path other = folder.resolve("other");
    SqlStore known = stores.open(other);
    done(known.directory().addUser(ADA, AT));
    stores.close(known);
    RoomImport.run(other, file, SILENT);
    assertEquals(List.of(), faults(other));
    assertEquals(
        List.of(new FollowedThread(TEA, 1, 2, 4, 0), new FollowedThread(TEA, 3, 4, 4, 0)),
        done(stores.open(other).directory().followedThreads(ADA.id(), 9, 9)));
  }

  private static MessageDraft unsent() {
    return new MessageDraft(TEA, OptionalLong.empty(), "unsent", OptionalLong.empty(), 1);
  }

  @Test
  void importsARoomAtomically() throws Exception {
    SqlStore store = withTea(directory);
    say(store, draft(TEA, ADA, "k1"));
    say(store, draft(TEA, ADA, "k2"));
    say(store, draft(TEA, ADA, "k3"));
    Path file = folder.resolve("tea.jsonl");
    RoomExport.toFile(directory, TEA, file, SILENT);
    List<String> lines = Files.readAllLines(file);
    Path other = folder.resolve("other");
    Map<String, List<String>> wrong =
        Map.of(
            "line 3: event 3 is out of sequence",
            List.of(lines.get(0), lines.get(1), lines.get(3)),
            "events 3 to 3 are missing",
            lines.subList(0, 3),
            "line 3: event 1 is out of sequence",
            List.of(lines.get(0), lines.get(1), lines.get(1)),
            "line 1: invalid: ",
            lines.subList(1, 3),
            "line 4: invalid: ",
            List.of(lines.get(0), lines.get(1), lines.get(2), "{"),
            "the file is empty",
            List.of());

    for (Map.Entry<String, List<String>> each : wrong.entrySet()) {
      Path bad = Files.write(folder.resolve("bad.jsonl"), each.getValue());
      String said = failure(() -> RoomImport.run(other, bad, SILENT));
      assertTrue(said.startsWith(each.getKey()), said);
    }
    assertTrue(failure(() -> RoomImport.run(directory, file, SILENT)).contains("another server"));
    stores.close(store);
    assertEquals(
        "the room tea already exists", failure(() -> RoomImport.run(directory, file, SILENT)));
    assertEquals(0, IntegrityCheck.run(other, fault -> {}, SILENT).rooms());
    assertFalse(Files.exists(folder.resolve("bad")));
  }

  @Test
  void rejectsTheExportOfAnUnknownRoom() {
    withTea(directory);
    Path file = folder.resolve("coffee.jsonl");
    assertEquals(
        "no such room: coffee",
        failure(() -> RoomExport.toFile(directory, RoomId.of("coffee"), file, SILENT)));
    assertFalse(Files.exists(file));
  }

  @Test
  void explainsHowToMigrateAnOlderStoreAndStillBacksItUp() throws Exception {
    Files.createDirectories(directory);
    try (SqlSession session =
        new SqlSession(
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("chat.db")))) {
      Migrations.apply(session, "sqlite", 1);
    }
    IOException refused =
        assertThrows(IOException.class, () -> IntegrityCheck.run(directory, fault -> {}, SILENT));
    assertTrue(refused.getMessage().contains("start a server on it once"), refused.getMessage());
    Path backup = folder.resolve("old.db");
    assertTrue(Backup.write(directory, backup, SILENT).bytes() > 0);
    Path restored = folder.resolve("restored");
    assertFalse(Restore.run(backup, restored, false, AT, SILENT).database().isPresent());
    assertEquals(0, IntegrityCheck.run(restored, fault -> {}, SILENT).events());
  }
}
