package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was chosen for each setting, and by which way. Reading gathers mistakes. Confined to the
 * thread that starts the server.
 */
public final class SettingSources {
  /** Ways to choose, the weakest first. */
  private enum Way {
    DEFAULT,
    VARIABLE,
    FLAG
  }

  private final Map<String, String> variables;
  private final CommandLine flags;
  private final List<String> mistakes;

  public SettingSources(Map<String, String> variables, CommandLine flags) {
    this.variables = variables;
    this.flags = flags;
    this.mistakes = new ArrayList<>(flags.mistakes());
  }

  /** What {@code setting} is; of no use once there are mistakes. */
  public <T> T get(Setting<T> setting) {
    return setting.parser().parse(text(setting), mistake -> reject(setting, mistake));
  }

  /** Notes what is wrong with {@code setting}: the rest of a sentence. */
  void reject(Setting<?> setting, String mistake) {
    String name = way(setting) == Way.FLAG ? setting.flag() : setting.name();
    mistakes.add(name + " " + mistake);
  }

  /** Whether somebody chose {@code setting}, rather than leave it as it is. */
  boolean isChosen(Setting<?> setting) {
    return way(setting) != Way.DEFAULT;
  }

  /** Whether {@code one} was chosen by a way that overrules that of {@code other}. */
  boolean overrules(Setting<?> one, Setting<?> other) {
    return way(one).compareTo(way(other)) > 0;
  }

  /** One sentence each. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  private String text(Setting<?> setting) {
    return switch (way(setting)) {
      case FLAG -> flags.values().get(setting);
      case VARIABLE -> variables.get(setting.name());
      case DEFAULT -> setting.byDefault();
    };
  }

  private Way way(Setting<?> setting) {
    if (flags.values().containsKey(setting)) {
      return Way.FLAG;
    }
    return variables.getOrDefault(setting.name(), "").isBlank() ? Way.DEFAULT : Way.VARIABLE;
  }
}
