package chat.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done with a store beside serving it. Immutable. */
public enum MaintenanceCommand {
  BACKUP(
      "FILE",
      1,
      1,
      "Copies the whole chat into FILE, which must not exist; a server may be running.",
      "back up"),
  RESTORE(
      "FILE",
      1,
      1,
      "Puts a backup into an empty data directory; --replace puts aside the chat that is there."
          + " No server may be running.",
      "restore"),
  CHECK(
      "",
      0,
      0,
      "Reads the whole chat and tells each fault in a line; changes nothing; a server may be"
          + " running.",
      "check"),
  EXPORT(
      "ROOM [FILE]",
      1,
      2,
      "Writes the room with this id as JSON lines into FILE, which must not exist, or prints it;"
          + " a server may be running.",
      "export"),
  IMPORT(
      "FILE",
      1,
      1,
      "Adds an exported room, which must not exist yet. No server may be running.",
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

  /** The one of this name. */
  public static Optional<MaintenanceCommand> named(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** How it is called on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** It and its arguments. */
  public String usage() {
    return (word() + " " + arguments).strip();
  }

  /** What it does, as a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What could not be done when it fails. */
  public String verb() {
    return verb;
  }

  public boolean takes(int count) {
    return count >= least && count <= most;
  }
}
