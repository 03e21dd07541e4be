package chat.server.config;

import java.util.Locale;

/**
 * Something that whoever runs the server may choose. Immutable.
 *
 * @param name the name of its environment variable
 * @param byDefault what it is when nobody chooses
 * @param meaning what it does, as a sentence
 * @param parser reads it
 */
public record Setting<T>(String name, String byDefault, String meaning, SettingParser<T> parser) {
  /** The flag that sets it: {@code --default-room}, say. */
  public String flag() {
    return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
