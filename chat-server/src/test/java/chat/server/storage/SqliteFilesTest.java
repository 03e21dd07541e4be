package chat.server.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.server.storage.search.SearchDialect;
import chat.server.storage.sql.NativeLibrary;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The permissions of the files of a store, also in an existing directory that others can enter. */
final class SqliteFilesTest {
  @TempDir Path folder;

  @Test
  void canBeAccessedByTheirOwnerOnly() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path directory = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path lock = Files.createFile(directory.resolve("lock"));
    Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-rw-rw-"));

    SqliteDialect database = SqliteDialect.in(directory);
    SearchDialect search = SearchDialect.of(database);
    search.prepare();
    try (Connection log = database.connectToWrite();
        Connection index = search.connectToWrite();
        Statement inLog = log.createStatement();
        Statement inIndex = index.createStatement()) {
      inLog.execute("CREATE TABLE something (x)");
      inIndex.execute("CREATE TABLE something (x)");

      Map<String, String> rights = rights(directory);
      rights.remove(NativeLibrary.FOLDER); // of the first store in this process; see its own test
      assertTrue(rights.keySet().contains("chat.db-wal"), rights::toString);
      assertTrue(rights.keySet().contains("search.db"), rights::toString);
      rights.replaceAll((name, right) -> right.equals("rw-------") ? "" : right);
      rights.values().removeIf(String::isEmpty);
      assertEquals(Map.of(), rights);
    } finally {
      search.close();
      database.close();
    }
  }

  private static Map<String, String> rights(Path directory) throws Exception {
    Map<String, String> rights = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        rights.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return rights;
  }
}
