package chat.server.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A parsed command line: flags with values, {@code --port 9000} or {@code --port=9000}, switches
 * without, and arguments that are neither. Immutable.
 *
 * @param values the value of each setting that was given
 * @param switches the switches that were given
 * @param arguments what is neither, in order
 * @param mistakes one sentence each
 */
public record CommandLine(
    Map<Setting<?>, String> values,
    Set<String> switches,
    List<String> arguments,
    List<String> mistakes) {
  /** Copies the collections. */
  public CommandLine {
    values = Map.copyOf(values);
    switches = Set.copyOf(switches);
    arguments = List.copyOf(arguments);
    mistakes = List.copyOf(mistakes);
  }

  /** Reads the command line of the server, which takes settings only. */
  static CommandLine ofServer(List<String> args) {
    return parse(args, Settings.ALL, Set.of(), false);
  }

  /**
   * Reads a command line.
   *
   * @param settings the settings that it may give a value
   * @param switches the flags without a value that it may have
   * @param hasArguments whether it may have other arguments
   */
  public static CommandLine parse(
      List<String> args, List<Setting<?>> settings, Set<String> switches, boolean hasArguments) {
    Map<Setting<?>, String> values = new LinkedHashMap<>();
    Set<String> given = new LinkedHashSet<>();
    List<String> arguments = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(args);
    while (!rest.isEmpty()) {
      String arg = rest.remove();
      if (switches.contains(arg)) {
        given.add(arg);
      } else if (arg.startsWith("--")) {
        take(arg, rest, settings, switches, values).ifPresent(mistakes::add);
      } else if (arg.startsWith("-") || !hasArguments) {
        mistakes.add("Unexpected argument: \"" + arg + "\". Flags begin with --; see --help.");
      } else {
        arguments.add(arg);
      }
    }
    return new CommandLine(values, given, arguments, mistakes);
  }

  /** Takes a flag with its value; returns the mistake, if it is one. */
  private static Optional<String> take(
      String arg,
      Deque<String> rest,
      List<Setting<?>> settings,
      Set<String> switches,
      Map<Setting<?>, String> values) {
    int sign = arg.indexOf('=');
    String flag = sign < 0 ? arg : arg.substring(0, sign);
    Optional<String> value = sign < 0 ? valueIn(rest) : Optional.of(arg.substring(sign + 1));
    Optional<Setting<?>> setting =
        settings.stream().filter(each -> each.flag().equals(flag)).findFirst();
    if (setting.isEmpty()) {
      return Optional.of("Unknown flag: " + flag + ". " + suggestion(flag, settings, switches));
    }
    if (value.isEmpty()) {
      return Optional.of(flag + " needs a value: " + flag + "=" + example(setting.get()));
    }
    return values.putIfAbsent(setting.get(), value.get()) == null
        ? Optional.empty()
        : Optional.of(flag + " is specified more than once.");
  }

  private static Optional<String> valueIn(Deque<String> rest) {
    boolean none = rest.isEmpty() || rest.element().startsWith("--");
    return none ? Optional.empty() : Optional.of(rest.remove());
  }

  private static String example(Setting<?> setting) {
    return setting.byDefault().isEmpty() ? "..." : setting.byDefault();
  }

  private static String suggestion(String flag, List<Setting<?>> settings, Set<String> switches) {
    List<String> flags =
        Stream.concat(settings.stream().map(Setting::flag), switches.stream()).toList();
    return DidYouMean.nearest(flag, flags)
        .map(near -> "Did you mean " + near + "?")
        .orElse("See --help.");
  }
}
