package chat.server.cli;

import chat.server.config.CommandLine;
import chat.server.config.FileSettingsReader;
import chat.server.config.MaintenanceCommand;
import chat.server.config.Setting;
import chat.server.config.SettingSources;
import chat.server.config.Settings;
import chat.server.file.DirectoryFileBytes;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private static final List<Setting<?>> SETTINGS =
      List.of(Settings.DATA_DIR, FileSettingsReader.FILES_DIR, FileSettingsReader.FILES_QUOTA);

  static MaintenanceArguments parse(
      MaintenanceCommand operation, Map<String, String> env, List<String> args) {
    Map<Setting<?>, String> flags = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    boolean replace = false;
    Deque<String> rest = new ArrayDeque<>(args);
    while (!rest.isEmpty()) {
      String arg = rest.remove();
      Optional<Setting<?>> setting = named(arg.split("=", 2)[0]);
      if (setting.isPresent() && arg.contains("=")) {
        flags.put(setting.get(), arg.substring(arg.indexOf('=') + 1));
      } else if (setting.isPresent() && !rest.isEmpty()) {
        flags.put(setting.get(), rest.remove());
      } else if (setting.isPresent()) {
        mistakes.add(arg + " needs a value: " + arg + "=chat-data");
      } else if (arg.equals(REPLACE) && operation == MaintenanceCommand.RESTORE) {
        replace = true;
      } else if (arg.startsWith("-")) {
        mistakes.add("Unknown flag of " + operation.word() + ": " + arg + ". See --help.");
      } else {
        arguments.add(arg);
      }
    }
    if (!operation.takes(arguments.size())) {
      mistakes.add("Usage: java -jar chat-server.jar " + operation.usage());
    }
    SettingSources sources = new SettingSources(env, new CommandLine(flags, mistakes));
    Path directory = sources.get(Settings.DATA_DIR);
    Path files =
        sources
            .get(FileSettingsReader.FILES_DIR)
            .orElseGet(() -> DirectoryFileBytes.within(directory));
    boolean help = args.contains("--help") || args.contains("-h");
    return new MaintenanceArguments(
        directory,
        files,
        sources.get(FileSettingsReader.FILES_QUOTA),
        arguments,
        replace,
        help,
        sources.mistakes());
  }

  private static Optional<Setting<?>> named(String flag) {
    return SETTINGS.stream().filter(each -> each.flag().equals(flag)).findFirst();
  }

  /** What {@code --help} prints. */
  static String help(MaintenanceCommand operation) {
    StringBuilder text = new StringBuilder("Usage: java -jar chat-server.jar ");
    text.append(operation.usage()).append(" [--flag value]...\n\n");
    text.append(operation.meaning()).append("\n\n");
    text.append("  ").append(Settings.DATA_DIR.flag()).append(" (");
    text.append(Settings.DATA_DIR.name());
    text.append(")\n      The data directory of the server.\n      Default: ");
    text.append(Settings.DATA_DIR.byDefault()).append('\n');
    text.append("  ").append(FileSettingsReader.FILES_DIR.flag()).append(" (");
    text.append(FileSettingsReader.FILES_DIR.name());
    text.append(
        ")\n      The directory of the files.\n      Default: files in the data directory\n");
    if (operation == MaintenanceCommand.RESTORE) {
      text.append("  --replace\n      Moves the existing chat aside.\n");
    }
    return text.append("  --help\n      Prints this help.\n").toString();
  }
}
