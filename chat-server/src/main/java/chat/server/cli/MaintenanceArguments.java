package chat.server.cli;

import chat.server.config.CommandLine;
import chat.server.config.FileSettingsReader;
import chat.server.config.MaintenanceCommand;
import chat.server.config.Setting;
import chat.server.config.SettingSources;
import chat.server.config.Settings;
import chat.server.file.DirectoryFileBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of an {@link MaintenanceCommand}, after its name. Immutable.
 *
 * @param mistakes one sentence each; the other components are meaningful only without mistakes
 */
record MaintenanceArguments(
    Path directory,
    Path filesDirectory,
    long filesQuota,
    List<String> arguments,
    boolean replace,
    boolean help,
    List<String> mistakes) {
  private static final String REPLACE = "--replace";
  private static final String HELP = "--help";

  static MaintenanceArguments parse(
      MaintenanceCommand operation, Map<String, String> env, List<String> args) {
    boolean help = args.contains(HELP) || args.contains("-h");
    Set<String> switches =
        operation == MaintenanceCommand.RESTORE ? Set.of(HELP, REPLACE) : Set.of(HELP);
    CommandLine line = CommandLine.parse(args, settings(operation), switches, true);
    SettingSources sources = new SettingSources(env, line);
    Path directory = sources.get(Settings.DATA_DIR);
    Path files =
        sources
            .get(FileSettingsReader.FILES_DIR)
            .orElseGet(() -> DirectoryFileBytes.within(directory));
    long quota = sources.get(FileSettingsReader.FILES_QUOTA);
    List<String> mistakes = new ArrayList<>(sources.mistakes());
    if (!operation.takes(line.arguments().size())) {
      mistakes.add("Usage: java -jar chat-server.jar " + operation.usage());
    }
    return new MaintenanceArguments(
        directory,
        files,
        quota,
        line.arguments(),
        line.switches().contains(REPLACE),
        help,
        mistakes);
  }

  private static List<Setting<?>> settings(MaintenanceCommand operation) {
    return operation == MaintenanceCommand.IMPORT
        ? List.of(Settings.DATA_DIR, FileSettingsReader.FILES_DIR, FileSettingsReader.FILES_QUOTA)
        : List.of(Settings.DATA_DIR, FileSettingsReader.FILES_DIR);
  }

  /** What {@code --help} prints. */
  static String help(MaintenanceCommand operation) {
    StringBuilder text = new StringBuilder("Usage: java -jar chat-server.jar ");
    text.append(operation.usage()).append(" [--flag value]...\n\n");
    text.append(operation.meaning()).append("\n\n");
    describe(text, Settings.DATA_DIR, "The data directory of the server.", "");
    describe(
        text,
        FileSettingsReader.FILES_DIR,
        "The directory of the files.",
        "files in the data directory");
    if (operation == MaintenanceCommand.IMPORT) {
      describe(
          text, FileSettingsReader.FILES_QUOTA, "How many bytes all files may take together.", "");
    }
    if (operation == MaintenanceCommand.RESTORE) {
      text.append("  --replace\n      Moves the existing chat aside.\n");
    }
    return text.append("  --help\n      Prints this help.\n").toString();
  }

  private static void describe(
      StringBuilder text, Setting<?> setting, String meaning, String byDefault) {
    text.append("  ").append(setting.flag()).append(" (").append(setting.name()).append(")\n");
    text.append("      ").append(meaning).append("\n      Default: ");
    text.append(byDefault.isEmpty() ? setting.byDefault() : byDefault).append('\n');
  }
}
