package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.BackupCheck;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.sql.Progress;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and check of a chat with files. */
final class BackupTest {
  private static final String ROOM = "general";
  private static final Instant AT = Instant.parse("2026-11-30T20:00:00Z");
  private static final Progress SILENT = state -> {};

  @TempDir Path folder;
  private Path data;
  private Path backup;
  private RunningServer server;
  private TusClient ada;
  private TestWebSocket socket;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    backup = folder.resolve("backup.zip");
    server = open(data);
    ada = new TusClient(server);
    socket = ada.join(ROOM);
  }

  private static RunningServer open(Path directory) throws IOException {
    return RunningServer.start("--store=sqlite", "--data-dir=" + directory, "--limits=off");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 0; // no type that is known
    return bytes;
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 4, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  /** Sends a file and returns its id. */
  private String send(int length) throws Exception {
    String id = ada.upload(ROOM, "a.bin", random(length));
    assertEquals(201, ada.send(ROOM, "k" + length, "", id).statusCode());
    return id;
  }

  private void delete(long seq) throws Exception {
    HttpResponse<String> deleted =
        server.ask(
            "DELETE",
            "/api/rooms/" + ROOM + "/messages/" + seq,
            "{\"client_id\":\"d" + seq + "\"}",
            "Authorization",
            "Bearer " + ada.session());
    assertEquals(200, deleted.statusCode());
  }

  private long sent() throws Exception {
    return socket.next("new_message").get("seq").getAsLong();
  }

  private Path path(Path directory, String id) {
    return directory.resolve("files").resolve(id.substring(0, 2)).resolve(id);
  }

  private static Set<String> entries(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Set<String> names = new TreeSet<>();
      file.stream()
          .forEach(
              entry -> {
                assertEquals(ZipEntry.STORED, entry.getMethod());
                names.add(entry.getName());
              });
      return names;
    }
  }

  private static List<String> faults(Path directory) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(directory, faults::add, SILENT);
    return faults;
  }

  private static List<String> faultsOf(Path file) throws IOException {
    List<String> faults = new ArrayList<>();
    BackupCheck.run(file, faults::add, SILENT);
    return faults;
  }

  @Test
  void restoresTheFilesOfMessages() throws Exception {
    String kept = send(70_000);
    String deleted = send(9);
    sent();
    delete(sent());
    String unsent = ada.upload(ROOM, "b.bin", random(10));
    assertEquals(1, Backup.write(data, backup, SILENT).files());
    assertEquals(Set.of("chat.db", "files/" + kept, "manifest.jsonl"), entries(backup));
    assertEquals(List.of(), faultsOf(backup));

    Path other = folder.resolve("other");
    Restore.run(backup, other, false, AT, SILENT);
    assertEquals(List.of(), faults(other));
    try (RunningServer restored = open(other)) {
      TusClient client = new TusClient(restored, ada.session());
      assertArrayEquals(random(70_000), client.ask("GET", "/files/" + kept + "/x").body());
      assertEquals(404, client.ask("GET", "/files/" + deleted + "/x").statusCode());
      assertEquals(404, client.ask("HEAD", "/api/uploads/" + unsent).statusCode());
      assertEquals(204, client.patch(client.create(ROOM, 3, "c"), 0, random(3)).statusCode());
    }
  }

  @Test
  void hasTheFilesOfMessagesThatAreDeletedMeanwhile() throws Exception {
    String id = send(5_000);
    long seq = sent();
    AtomicInteger calls = new AtomicInteger();
    Progress meanwhile =
        state -> {
          if (state.get().endsWith("archived") && calls.getAndIncrement() == 0) {
            try {
              delete(seq);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
            server.sweep();
          }
        };
    assertEquals(new Backup.Written(0, 1, 0), withoutSize(Backup.write(data, backup, meanwhile)));
    assertTrue(calls.get() > 0);
    assertEquals(List.of(), faultsOf(backup));
    assertTrue(Files.exists(path(data, id)));
    server.sweep();
    assertFalse(Files.exists(path(data, id)));
  }

  private static Backup.Written withoutSize(Backup.Written written) {
    return new Backup.Written(0, written.files(), written.missing());
  }

  @Test
  void movesTheExistingChatAsideWithItsFiles() throws Exception {
    String first = send(100);
    Backup.write(data, backup, SILENT);
    String later = send(200);
    server.close();
    Path killed = Files.createDirectory(data.resolve("files").resolve("restoring-1"));
    Restore.Aside aside = Restore.run(backup, data, true, AT, SILENT);
    assertFalse(Files.exists(killed));
    assertTrue(Files.exists(path(data, first)));
    assertFalse(Files.exists(path(data, later)));
    Path moved = aside.files().orElseThrow();
    assertTrue(Files.exists(moved.resolve(later.substring(0, 2)).resolve(later)));
    assertTrue(Files.exists(aside.database().orElseThrow()));
    assertEquals(List.of(), faults(data));
  }

  /** Copies the backup with other entries; a null leaves one out. */
  private Path changed(Function<String, byte[]> content, Function<byte[], byte[]> whole)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipFile from = new ZipFile(backup.toFile());
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry each : from.stream().toList()) {
        byte[] before = from.getInputStream(each).readAllBytes();
        byte[] now = content.apply(each.getName());
        put(to, each.getName(), now == null ? before : now);
      }
    }
    return Files.write(folder.resolve("changed.zip"), whole.apply(out.toByteArray()));
  }

  private static void put(ZipOutputStream to, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    to.putNextEntry(entry);
    to.write(bytes);
  }

  private void requireRejected(Path damaged, String why) throws IOException {
    Set<String> before = all(data);
    String message =
        assertThrows(IOException.class, () -> Restore.run(damaged, data, true, AT, SILENT))
            .getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(before, all(data));
    Path other = folder.resolve("other");
    assertThrows(IOException.class, () -> Restore.run(damaged, other, false, AT, SILENT));
    assertEquals(Set.of(), all(other.resolve("files")));
    assertFalse(Files.exists(other.resolve("chat.db")));
  }

  private static Set<String> all(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return Set.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      Set<String> names = new TreeSet<>();
      for (Path each : paths.filter(Files::isRegularFile).toList()) {
        boolean isOfChat = !each.toString().contains("native");
        if (isOfChat) {
          names.add(directory.relativize(each) + " " + Files.size(each));
        }
      }
      return names;
    }
  }

  @Test
  void rejectsDamagedBackupsAndChangesNothing() throws Exception {
    String id = send(5_000);
    Backup.write(data, backup, SILENT);
    server.close();
    byte[] whole = Files.readAllBytes(backup);
    for (int length : new int[] {whole.length - 1, whole.length / 2, 5_000, 100}) {
      requireRejected(
          Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, length)), "damaged");
    }
    String name = "files/" + id;
    byte[] other = random(5_000);
    other[4_000]++;
    requireRejected(
        changed(each -> each.equals(name) ? other : null, zip -> zip), "it has been changed");
    requireRejected(
        changed(each -> each.equals(name) ? random(5_001) : null, zip -> zip), "5000 bytes");
    requireRejected(
        changed(each -> each.equals("chat.db") ? random(5_000) : null, zip -> zip), "chat.db");
    requireRejected(changed(each -> null, zip -> renamed(zip, name, '.')), "that no backup has");
    requireRejected(changed(each -> null, zip -> renamed(zip, name, '0')), "damaged");
    assertEquals(1, faultsOf(changed(each -> each.equals(name) ? other : null, zip -> zip)).size());
  }

  /** The zip with another name of the same length: its last character is changed. */
  private static byte[] renamed(byte[] zip, String name, char end) {
    byte[] wanted = name.getBytes(UTF_8);
    byte[] now = zip.clone();
    byte other = (byte) (end == name.charAt(name.length() - 1) ? end + 1 : end);
    for (int i = 0; i + wanted.length <= now.length; i++) {
      if (Arrays.equals(now, i, i + wanted.length, wanted, 0, wanted.length)
          && (now[i - 1] == 0 || now[i - 1] == '\n')) {
        now[i + wanted.length - 1] = other;
      }
    }
    return now;
  }

  @Test
  void rejectsEntriesOutsideOfTheDirectory() throws Exception {
    send(50);
    Backup.write(data, backup, SILENT);
    server.close();
    for (String name : List.of("../evil", "files/../../evil", "/evil", "files/sub/evil", "x")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipFile from = new ZipFile(backup.toFile());
          ZipOutputStream to = new ZipOutputStream(out)) {
        for (ZipEntry each : from.stream().toList()) {
          byte[] bytes = from.getInputStream(each).readAllBytes();
          if (each.getName().equals("manifest.jsonl")) {
            String line = new String(bytes, UTF_8).lines().findFirst().orElseThrow();
            var json = JsonParser.parseString(line).getAsJsonObject();
            json.addProperty("name", name);
            bytes = (new String(bytes, UTF_8) + json + "\n").getBytes(UTF_8);
          }
          put(to, each.getName(), bytes);
        }
        put(to, name, random(3));
      }
      requireRejected(Files.write(folder.resolve("evil.zip"), out.toByteArray()), name);
      assertFalse(Files.exists(folder.resolve("evil")));
    }
  }

  @Test
  void restoresDatabasesOfEarlierVersionsAndLeavesTheFiles() throws Exception {
    String id = send(100);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data + "/chat.db");
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM INTO '" + backup + "'");
    }
    server.close();
    Restore.run(backup, data, true, AT, SILENT);
    assertTrue(Files.exists(path(data, id)));
    assertEquals(List.of(), faults(data));
  }

  @Test
  void findsMissingChangedAndOrphanedFiles() throws Exception {
    String missing = send(101);
    String shorter = send(102);
    byte[] picture = png();
    String other = send(picture.length);
    server.close();
    Path orphan = path(data, "00" + "ab".repeat(15));
    Files.write(orphan, new byte[3]);
    assertEquals(List.of(), faults(data));
    Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Files.delete(path(data, missing));
    Files.write(path(data, shorter), random(50));
    Files.write(path(data, other), picture);
    List<String> faults = faults(data);
    assertEquals(4, faults.size(), faults::toString);
    assertTrue(faults.get(0).matches("file " + missing + ": is missing; message 1 of .*"));
    assertEquals("file " + shorter + ": has 50 bytes in place of 102", faults.get(1));
    assertEquals(
        "file " + other + ": is image/png in place of application/octet-stream", faults.get(2));
    assertEquals(
        "file 00" + "ab".repeat(15) + ": neither a message nor an upload has it", faults.get(3));
    assertEquals(2, Backup.write(data, backup, SILENT).files());
    assertTrue(faultsOf(backup).get(0).startsWith("file " + missing + ": is missing"));
  }
}
