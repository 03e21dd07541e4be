package chat.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.Upload;
import chat.core.model.RoomId;
import chat.server.file.DirectoryFileBytes;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.maintenance.RoomExport;
import chat.server.storage.maintenance.RoomImport;
import chat.server.storage.sql.Progress;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export and import of a room with files. */
final class ExportedFilesTest {
  private static final RoomId TEA = RoomId.of("tea");
  private static final Progress SILENT = state -> {};

  @TempDir Path folder;
  private Path data;
  private Path other;
  private Path zip;
  private String first;
  private String second;

  @BeforeEach
  void exportARoom() throws Exception {
    data = folder.resolve("data");
    other = folder.resolve("other");
    zip = folder.resolve("tea.zip");
    try (RunningServer server = open(data)) {
      TusClient ada = new TusClient(server);
      ada.join("tea").close();
      first = ada.upload("tea", "a.bin", random(9_000));
      second = ada.upload("tea", "b.bin", random(70));
      String deleted = ada.upload("tea", "c.bin", random(80));
      assertEquals(201, ada.send("tea", "k1", "hello", first, second).statusCode());
      assertEquals(201, ada.send("tea", "k2", "", deleted).statusCode());
      server.ask(
          "PATCH",
          "/api/rooms/tea/messages/1/files/" + second,
          "{\"client_id\":\"a\",\"alt\":\"A lake\"}",
          "Authorization",
          "Bearer " + ada.session());
      server.ask(
          "DELETE",
          "/api/rooms/tea/messages/2",
          "{\"client_id\":\"d\"}",
          "Authorization",
          "Bearer " + ada.session());
      assertEquals(
          new RoomExport.Exported(4, 2, 0),
          RoomExport.toZip(data, DirectoryFileBytes.within(data), TEA, zip, SILENT));
    }
  }

  private static RunningServer open(Path directory) throws IOException {
    return RunningServer.start(
        "--store=sqlite", "--data-dir=" + directory, "--limits=off", "--rooms=Tea");
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    bytes[0] = 0; // no type that is known
    return bytes;
  }

  private static List<String> faults(Path directory) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(directory, faults::add, SILENT);
    return faults;
  }

  private RoomImport.Imported importTo(Path directory, long quota, Path file) throws IOException {
    return RoomImport.run(directory, DirectoryFileBytes.within(directory), quota, file, SILENT);
  }

  /** The ids of the files that the server of a directory serves, in the order of the message. */
  private List<String> readFiles(Path directory) throws Exception {
    try (RunningServer server = open(directory)) {
      TusClient bob = new TusClient(server);
      JsonObject page = TusClient.json(bob.ask("GET", "/api/rooms/tea/messages?after=0"));
      JsonArray files =
          page.getAsJsonArray("events").get(0).getAsJsonObject().getAsJsonArray("files");
      List<String> ids = new ArrayList<>();
      for (JsonElement file : files) {
        String id = file.getAsJsonObject().get("id").getAsString();
        int size = file.getAsJsonObject().get("size").getAsInt();
        assertArrayEquals(random(size), bob.ask("GET", "/files/" + id + "/x").body());
        ids.add(id);
      }
      assertEquals("A lake", files.get(1).getAsJsonObject().get("alt").getAsString());
      return ids;
    }
  }

  private static List<Path> stored(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(DirectoryFileBytes.within(directory))) {
      return all.filter(path -> path.getFileName().toString().length() == 32).toList();
    }
  }

  @Test
  void importsTheFilesOfARoom() throws Exception {
    assertEquals(new RoomImport.Imported(TEA, 4, 2, 1), importTo(other, 1 << 20, zip));
    assertEquals(List.of(), faults(other));
    assertEquals(List.of(first, second), readFiles(other));
  }

  @Test
  void givesNewIdsToFilesThatAreThereAlready() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data + "/chat.db");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE rooms SET id = 'before', name = 'Before', public_name = NULL");
      statement.execute("UPDATE send_keys SET named = 'before'");
    }
    assertEquals(2, importTo(data, 1 << 20, zip).files());
    assertEquals(List.of(), faults(data));
    List<String> ids = readFiles(data);
    assertTrue(!ids.contains(first) && !ids.contains(second), ids::toString);
  }

  @Test
  void importsNothingBeyondTheQuota() throws Exception {
    long space = Upload.space(9_000) + Upload.space(70);
    String why =
        assertThrows(IOException.class, () -> importTo(other, space - 1, zip)).getMessage();
    assertTrue(why.contains("FILES_QUOTA"), why);
    assertEquals(List.of(), stored(other));
    assertEquals(0, IntegrityCheck.run(other, fault -> {}, SILENT).rooms());
    assertEquals(2, importTo(other, space, zip).files());
  }

  @Test
  void importsLinesWithoutTheBytesOfFiles() throws Exception {
    Path lines = folder.resolve("tea.jsonl");
    RoomExport.toFile(data, TEA, lines, SILENT);
    assertEquals(new RoomImport.Imported(TEA, 4, 0, 1), importTo(other, 0, lines));
    assertEquals(2, faults(other).size());
  }
}
