package chat.server.cli;

import chat.core.model.RoomId;
import chat.server.config.MaintenanceCommand;
import chat.server.storage.maintenance.Backup;
import chat.server.storage.maintenance.BackupCheck;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.maintenance.Restore;
import chat.server.storage.maintenance.RoomExport;
import chat.server.storage.maintenance.RoomImport;
import chat.server.storage.sql.Progress;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs a {@link MaintenanceCommand} and prints its result. Confined to one thread. */
public final class MaintenanceRunner {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Progress progress;

  /**
   * Creates a runner.
   *
   * @param out receives the result
   * @param err receives errors and progress
   * @param nanoTime a monotonic clock, as {@link System#nanoTime}
   */
  public MaintenanceRunner(PrintStream out, PrintStream err, LongSupplier nanoTime) {
    this.out = out;
    this.err = err;
    this.progress = new ProgressPrinter(err, nanoTime);
  }

  /**
   * Runs a command.
   *
   * @param args the arguments after the command's name
   * @return the exit code
   */
  public int run(MaintenanceCommand operation, Map<String, String> env, List<String> args) {
    MaintenanceArguments line = MaintenanceArguments.parse(operation, env, args);
    if (line.help()) {
      out.print(MaintenanceArguments.help(operation));
      return DONE;
    }
    if (!line.mistakes().isEmpty()) {
      line.mistakes().forEach(err::println);
      return WRONG_USE;
    }
    try {
      return run(operation, line);
    } catch (IOException e) {
      err.println("Cannot " + operation.verb() + ": " + ProgressPrinter.oneLine(e));
      return FAILED;
    }
  }

  private int run(MaintenanceCommand operation, MaintenanceArguments line) throws IOException {
    return switch (operation) {
      case BACKUP -> backup(line, file(line, 0));
      case RESTORE -> restore(file(line, 0), line);
      case CHECK -> check(line);
      case EXPORT -> export(line);
      case IMPORT -> importRoom(line, file(line, 0));
    };
  }

  private static Path file(MaintenanceArguments line, int number) throws IOException {
    try {
      return Path.of(line.arguments().get(number));
    } catch (java.nio.file.InvalidPathException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private int backup(MaintenanceArguments line, Path file) throws IOException {
    Backup.Written written = Backup.write(line.directory(), line.filesDirectory(), file, progress);
    out.printf(
        "Backed up %s to %s: %d bytes, %d files%n",
        line.directory(), file, written.bytes(), written.files());
    return result(written.missing());
  }

  /** The exit code of a command that has written all but some files that are missing. */
  private int result(long missing) {
    if (missing == 0) {
      return DONE;
    }
    err.println(missing + " files are missing; run the check command for details");
    return FAILED;
  }

  private int restore(Path file, MaintenanceArguments line) throws IOException {
    Restore.Aside aside =
        Restore.run(
            file, line.directory(), line.filesDirectory(), line.replace(), Instant.now(), progress);
    aside.database().ifPresent(path -> out.println("Moved the existing chat to " + path));
    aside.files().ifPresent(path -> out.println("Moved the existing files to " + path));
    out.println("Restored " + file + " to " + line.directory());
    return DONE;
  }

  private int check(MaintenanceArguments line) throws IOException {
    AtomicLong faults = new AtomicLong();
    Consumer<String> report =
        fault -> {
          faults.incrementAndGet();
          err.println(fault);
        };
    IntegrityCheck.Counts counts =
        line.arguments().isEmpty()
            ? IntegrityCheck.run(line.directory(), line.filesDirectory(), report, progress)
            : BackupCheck.run(file(line, 0), report, progress);
    out.printf(
        "Checked %d rooms, %d events, %d keys, %d memberships and %d files: %s%n",
        counts.rooms(),
        counts.events(),
        counts.keys(),
        counts.members(),
        counts.files(),
        faults.get() == 0 ? "no fault" : faults + (faults.get() == 1 ? " fault" : " faults"));
    return faults.get() == 0 ? DONE : FAILED;
  }

  private int export(MaintenanceArguments line) throws IOException {
    RoomId room;
    try {
      room = RoomId.of(line.arguments().get(0));
    } catch (IllegalArgumentException e) {
      throw new IOException("no such room: " + line.arguments().get(0), e);
    }
    if (line.arguments().size() == 1) {
      var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      RoomExport.write(line.directory(), room, writer, progress);
      if (out.checkError()) {
        throw new IOException("could not write all output");
      }
      return DONE;
    }
    Path file = file(line, 1);
    if (file.toString().endsWith(".zip")) {
      RoomExport.Exported exported =
          RoomExport.toZip(line.directory(), line.filesDirectory(), room, file, progress);
      out.printf(
          "Exported %s to %s: %d events, %d files%n",
          room, file, exported.events(), exported.files());
      return result(exported.missing());
    }
    long events = RoomExport.toFile(line.directory(), room, file, progress);
    out.println("Exported " + room + " to " + file + ": " + events + " events");
    return DONE;
  }

  private int importRoom(MaintenanceArguments line, Path file) throws IOException {
    RoomImport.Imported imported =
        RoomImport.run(line.directory(), line.filesDirectory(), line.filesQuota(), file, progress);
    out.printf(
        "Imported %s: %d events, %d files%n", imported.room(), imported.events(), imported.files());
    if (imported.unknownMembers() > 0) {
      out.println(
          imported.unknownMembers() + " members are unknown to this store and were left out");
    }
    return DONE;
  }
}
