package chat.server.config;

import java.util.Locale;

/**
 * A setting of the server. Immutable.
 *
 * @param name the name of its environment variable
 * @param byDefault the text of its default value
 * @param meaning its description
 * @param parser parses its text
 */
public record Setting<T>(String name, String byDefault, String meaning, SettingParser<T> parser) {
  /** The flag that sets it, such as {@code --default-room}. */
  public String flag() {
    return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
