package chat.core.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files with cases that server and page are both tested with. Stateless. */
final class ConformanceFile {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|[nt\\\\])");

  private ConformanceFile() {}

  static List<String> lines(String name) {
    try (InputStream file = ConformanceFile.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a file, in its order. */
  static List<String> rows(String name) {
    return lines(name).stream().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
  }

  /** Replaces {@code \n}, {@code \t}, {@code \\} and {@code \}{@code uXXXX}. */
  static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1).charAt(0)) {
                      case 'n' -> "\n";
                      case 't' -> "\t";
                      case '\\' -> "\\";
                      default -> unit(found.group(1));
                    }));
  }

  /** Replaces {@code \}{@code uXXXX} only, for what has escapes of its own. */
  static String unescapeUnits(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).length() > 1 ? unit(found.group(1)) : found.group()));
  }

  private static String unit(String escape) {
    return Character.toString((char) Integer.parseInt(escape.substring(1), 16));
  }
}
