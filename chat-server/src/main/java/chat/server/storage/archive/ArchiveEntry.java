package chat.server.storage.archive;

import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the manifest of an archive. Immutable.
 *
 * @param name the name of the entry in the zip
 * @param size its length in bytes
 * @param sha256 its hash, in hexadecimal digits
 */
public record ArchiveEntry(String name, long size, String sha256) {
  /** The database of a backup. */
  public static final String DATABASE = "chat.db";

  /** The lines of an exported room. */
  public static final String ROOM = "room.jsonl";

  private static final Pattern FILE = Pattern.compile("files/([0-9a-f]{32})(\\.preview)?");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** A part of a file of a message. Immutable. */
  public record FilePart(FileId id, Part part) {
    /** Its name in an archive. */
    public String name() {
      return "files/" + id + (part == Part.PREVIEW ? ".preview" : "");
    }
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range, or an archive has no entry of
   *     this name
   */
  public ArchiveEntry {
    if (!isAllowed(name) || size < 0 || !HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("invalid entry: " + name);
    }
  }

  /** Whether an archive may have an entry of this name; nothing else is ever written to a disk. */
  public static boolean isAllowed(String name) {
    return name.equals(DATABASE)
        || name.equals(ROOM)
        || name.equals(ArchiveReader.MANIFEST)
        || FILE.matcher(name).matches();
  }

  /** What it is a part of; empty when it is not of a file. */
  public Optional<FilePart> file() {
    Matcher found = FILE.matcher(name);
    return found.matches()
        ? Optional.of(
            new FilePart(
                FileId.of(found.group(1)), found.group(2) == null ? Part.CONTENT : Part.PREVIEW))
        : Optional.empty();
  }

  public String json() {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("size", size);
    json.addProperty("sha256", sha256);
    return json.toString();
  }

  /**
   * Parses a line.
   *
   * @throws RuntimeException if it is invalid
   */
  public static ArchiveEntry of(String line) {
    JsonObject json = JsonParser.parseString(line).getAsJsonObject();
    return new ArchiveEntry(
        json.get("name").getAsString(),
        json.get("size").getAsLong(),
        json.get("sha256").getAsString());
  }
}
