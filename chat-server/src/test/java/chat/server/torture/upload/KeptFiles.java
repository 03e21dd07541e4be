package chat.server.torture.upload;

import chat.server.file.DirectoryFileBytes;
import chat.server.torture.upload.Ledger.Sent;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a data directory that no server uses, past the server's own ways. Stateless. */
final class KeptFiles {
  private KeptFiles() {}

  private static Connection open(Path data) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("chat.db"));
  }

  /** Makes everything that exists older, as if the server had been down for so long. */
  static void age(Path data, Duration by) throws IOException, SQLException {
    try (Connection connection = open(data);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE files SET created = created - " + by.toMillis());
    }
    for (Path path : paths(data)) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(by)));
    }
  }

  /** The paths of the files, some of which a server may be deleting. */
  static List<Path> paths(Path data) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String folder : DirectoryFileBytes.folders()) {
      try (Stream<Path> found = Files.list(data.resolve("files").resolve(folder))) {
        paths.addAll(found.toList());
      }
    }
    return paths;
  }

  /** The names of the files on the disk. */
  static Set<String> names(Path data) throws IOException {
    Set<String> names = new TreeSet<>();
    paths(data).forEach(path -> names.add(path.getFileName().toString()));
    return names;
  }

  /** The names that should be there, by the messages in the database. */
  static Set<String> expected(Path data) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = open(data)) {
      for (JsonElement file : described(connection).values()) {
        String id = file.getAsJsonObject().get("id").getAsString();
        names.add(id);
        if (file.getAsJsonObject().has("preview")) {
          names.add(id + ".preview");
        }
      }
    }
    return names;
  }

  /** The descriptions of the files that messages have, by message and id. */
  private static Map<String, JsonElement> described(Connection connection) throws SQLException {
    Map<String, JsonElement> files = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, files FROM messages WHERE files IS NOT NULL")) {
      while (row.next()) {
        for (JsonElement file : JsonParser.parseString(row.getString(2)).getAsJsonArray()) {
          files.put(row.getLong(1) + " " + file.getAsJsonObject().get("id").getAsString(), file);
        }
      }
    }
    return files;
  }

  /** What is wrong after the sweep, a sentence each. */
  static List<String> faults(Path data, List<Sent> sent) throws IOException, SQLException {
    List<String> faults = new ArrayList<>();
    Map<String, Path> onDisk = new HashMap<>();
    paths(data).forEach(path -> onDisk.put(path.getFileName().toString(), path));
    for (Sent each : sent) {
      Path path = onDisk.get(each.id);
      if (each.isDeleted && path != null) {
        faults.add(each + " is on the disk after its deletion");
      } else if (!each.isDeleted && path == null) {
        faults.add(each + " is not on the disk");
      } else if (!each.isDeleted && !Blob.hash(Files.readAllBytes(path)).equals(each.hash)) {
        faults.add(each + " is changed on the disk");
      }
    }
    try (Connection connection = open(data)) {
      rows(connection, faults);
    }
    return faults;
  }

  private static void rows(Connection connection, List<String> faults) throws SQLException {
    Set<String> bound = new TreeSet<>();
    long space = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT message, id, space, finished, erased FROM files")) {
      while (row.next()) {
        String key = row.getLong(1) + " " + row.getString(2);
        bound.add(key);
        space += row.getLong(3);
        if (row.getLong(1) == 0 || row.getInt(4) == 0 || row.getInt(5) != 0) {
          faults.add("row " + key + " is of no message");
        }
      }
    }
    Set<String> described = new TreeSet<>(described(connection).keySet());
    if (!bound.equals(described)) {
      Set<String> more = new TreeSet<>(described);
      more.removeAll(bound);
      bound.removeAll(described);
      faults.add("rows alone: " + bound + ", messages alone: " + more);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT bytes FROM file_space")) {
      if (row.next() && row.getLong(1) != space) {
        faults.add("the space is " + row.getLong(1) + " in place of " + space);
      }
    }
  }
}
