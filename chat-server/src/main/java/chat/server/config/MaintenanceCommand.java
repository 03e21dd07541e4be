package chat.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A maintenance command of the command line. Immutable. */
public enum MaintenanceCommand {
  BACKUP(
      "FILE",
      1,
      1,
      "Writes a backup of the whole chat, with its files, to the zip FILE, which must not exist. The"
          + " server may be running.",
      "back up"),
  RESTORE(
      "FILE",
      1,
      1,
      "Restores a backup into an empty data directory; --replace moves an existing chat aside."
          + " The server must not be running.",
      "restore"),
  CHECK(
      "[FILE]",
      0,
      1,
      "Reads the whole chat, or the backup FILE, and prints each fault on a line; changes nothing."
          + " The server may be running.",
      "check"),
  EXPORT(
      "ROOM [FILE]",
      1,
      2,
      "Writes the room with this id to FILE, which must not exist: with its files if the name ends"
          + " with .zip, otherwise as JSON lines, as to standard output. The server may be running.",
      "export"),
  IMPORT(
      "FILE",
      1,
      1,
      "Imports an exported room, which must not exist yet. The server must not be running.",
      "import");

  private final String arguments;
  private final int least;
  private final int most;
  private final String meaning;
  private final String verb;

  MaintenanceCommand(String arguments, int least, int most, String meaning, String verb) {
    this.arguments = arguments;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
    this.verb = verb;
  }

  /** The command with this name. */
  public static Optional<MaintenanceCommand> named(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name and arguments, for usage lines. */
  public String usage() {
    return (word() + " " + arguments).strip();
  }

  /** Its description. */
  public String meaning() {
    return meaning;
  }

  /** Its verb, for an error: "Cannot back up". */
  public String verb() {
    return verb;
  }

  /** Whether it accepts {@code count} arguments. */
  public boolean takes(int count) {
    return count >= least && count <= most;
  }
}
