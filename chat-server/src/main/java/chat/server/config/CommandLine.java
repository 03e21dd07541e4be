package chat.server.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parsed flags of a command line: {@code --port 9000} or {@code --port=9000}. Immutable.
 *
 * @param values the value of each setting that was given
 * @param mistakes one sentence each
 */
public record CommandLine(Map<Setting<?>, String> values, List<String> mistakes) {
  /** Reads {@code args}. */
  static CommandLine parse(List<String> args) {
    Map<Setting<?>, String> values = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(args);
    while (!rest.isEmpty()) {
      String arg = rest.remove();
      if (arg.startsWith("--")) {
        take(arg, rest, values, mistakes);
      } else {
        mistakes.add("Unexpected argument: \"" + arg + "\". Flags begin with --; see --help.");
      }
    }
    return new CommandLine(values, List.copyOf(mistakes));
  }

  private static void take(
      String arg, Deque<String> rest, Map<Setting<?>, String> values, List<String> mistakes) {
    int sign = arg.indexOf('=');
    String flag = sign < 0 ? arg : arg.substring(0, sign);
    Optional<String> value = sign < 0 ? valueIn(rest) : Optional.of(arg.substring(sign + 1));
    Optional<Setting<?>> setting = named(flag);
    if (setting.isEmpty()) {
      mistakes.add("Unknown flag: " + flag + ". " + suggestion(flag));
    } else if (value.isEmpty()) {
      mistakes.add(flag + " needs a value: " + flag + "=" + example(setting.get()));
    } else if (values.putIfAbsent(setting.get(), value.get()) != null) {
      mistakes.add(flag + " is specified more than once.");
    }
  }

  private static Optional<String> valueIn(Deque<String> rest) {
    boolean none = rest.isEmpty() || rest.element().startsWith("--");
    return none ? Optional.empty() : Optional.of(rest.remove());
  }

  private static Optional<Setting<?>> named(String flag) {
    return Settings.ALL.stream().filter(setting -> setting.flag().equals(flag)).findFirst();
  }

  private static String example(Setting<?> setting) {
    return setting.byDefault().isEmpty() ? "..." : setting.byDefault();
  }

  private static String suggestion(String flag) {
    List<String> flags = Settings.ALL.stream().map(Setting::flag).toList();
    return DidYouMean.nearest(flag, flags)
        .map(near -> "Did you mean " + near + "?")
        .orElse("See --help.");
  }
}
