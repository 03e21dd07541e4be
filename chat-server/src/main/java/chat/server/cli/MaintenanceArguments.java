package chat.server.cli;

import chat.server.config.CommandLine;
import chat.server.config.MaintenanceCommand;
import chat.server.config.Setting;
import chat.server.config.SettingSources;
import chat.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of an {@link MaintenanceCommand}, after its name. Immutable.
 *
 * @param mistakes one sentence each; the other components are meaningful only without mistakes
 */
record MaintenanceArguments(
    Path directory, List<String> arguments, boolean replace, boolean help, List<String> mistakes) {
  private static final String REPLACE = "--replace";
  private static final String DATA_DIR = Settings.DATA_DIR.flag();

  static MaintenanceArguments parse(
      MaintenanceCommand operation, Map<String, String> env, List<String> args) {
    Map<Setting<?>, String> flags = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    boolean replace = false;
    Deque<String> rest = new ArrayDeque<>(args);
    while (!rest.isEmpty()) {
      String arg = rest.remove();
      if (arg.startsWith(DATA_DIR + "=")) {
        flags.put(Settings.DATA_DIR, arg.substring(DATA_DIR.length() + 1));
      } else if (arg.equals(DATA_DIR) && !rest.isEmpty()) {
        flags.put(Settings.DATA_DIR, rest.remove());
      } else if (arg.equals(DATA_DIR)) {
        mistakes.add(DATA_DIR + " needs a value: " + DATA_DIR + "=chat-data");
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
    boolean help = args.contains("--help") || args.contains("-h");
    return new MaintenanceArguments(directory, arguments, replace, help, sources.mistakes());
  }

  /** What {@code --help} prints. */
  static String help(MaintenanceCommand operation) {
    StringBuilder text = new StringBuilder("Usage: java -jar chat-server.jar ");
    text.append(operation.usage()).append(" [--flag value]...\n\n");
    text.append(operation.meaning()).append("\n\n");
    text.append("  ").append(DATA_DIR).append(" (").append(Settings.DATA_DIR.name());
    text.append(")\n      The data directory of the server.\n      Default: ");
    text.append(Settings.DATA_DIR.byDefault()).append('\n');
    if (operation == MaintenanceCommand.RESTORE) {
      text.append("  --replace\n      Moves the existing chat aside.\n");
    }
    return text.append("  --help\n      Prints this help.\n").toString();
  }
}
