package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The value of each setting and the source that it comes from. Collects the mistakes found while
 * parsing. Confined to the main thread.
 */
public final class SettingSources {
  /** The sources, lowest precedence first. */
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

  /** The value of {@code setting}; not to be used once there are mistakes. */
  public <T> T get(Setting<T> setting) {
    return setting.parser().parse(text(setting), mistake -> reject(setting, mistake));
  }

  /** Records a mistake in {@code setting}: the rest of a sentence that begins with its name. */
  void reject(Setting<?> setting, String mistake) {
    String name = way(setting) == Way.FLAG ? setting.flag() : setting.name();
    mistakes.add(name + " " + mistake);
  }

  /** Whether {@code setting} was set explicitly. */
  boolean isChosen(Setting<?> setting) {
    return way(setting) != Way.DEFAULT;
  }

  /** Whether the source of {@code one} takes precedence over that of {@code other}. */
  boolean overrules(Setting<?> one, Setting<?> other) {
    return way(one).compareTo(way(other)) > 0;
  }

  /** The mistakes so far, one sentence each. */
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
