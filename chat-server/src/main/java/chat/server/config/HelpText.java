package chat.server.config;

import java.util.Optional;

/** What {@code --help} and {@code --version} print. Stateless. */
public final class HelpText {
  private static final String HEAD =
      """
      Usage: java -jar chat-server.jar [--flag value]...
             java -jar chat-server.jar COMMAND [--data-dir DIRECTORY]

      Each setting is a flag or an environment variable. A flag takes precedence; an empty variable
      is ignored. Durations are written as 500ms, 5s, 2m, 24h or 7d; without a unit, in seconds.
      A rate of 10+2/s allows a burst of 10, then 2 per second; /m is per minute, /h per hour.

      """;

  private HelpText() {}

  /** All settings with their defaults and descriptions, and the maintenance commands. */
  public static String help() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Setting<?> setting : Settings.ALL) {
      text.append("  ").append(setting.flag()).append(" (").append(setting.name()).append(")\n");
      text.append("      ").append(setting.meaning()).append('\n');
      text.append("      Default: ").append(byDefault(setting)).append('\n');
    }
    text.append("  --help\n      Prints this help.\n  --version\n      Prints the version.\n");
    text.append("\nCommands; COMMAND --help explains each:\n\n");
    for (MaintenanceCommand operation : MaintenanceCommand.values()) {
      text.append("  ").append(operation.usage()).append('\n');
      text.append("      ").append(operation.meaning()).append('\n');
    }
    return text.toString();
  }

  private static String byDefault(Setting<?> setting) {
    return setting.byDefault().isEmpty() ? "none" : setting.byDefault();
  }

  /** The name and version of the program. */
  static String version() {
    return "chat-server " + number() + "\n";
  }

  /** The version alone; {@code development} outside the jar. */
  public static String number() {
    return Optional.ofNullable(HelpText.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
