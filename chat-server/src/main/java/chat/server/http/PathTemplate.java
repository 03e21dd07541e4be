package chat.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.URIUtil;

/**
 * A path below {@code /api/} in which segments may be variables, written as in OpenAPI: {@code
 * rooms/{id}/messages/{seq}}. Immutable.
 */
final class PathTemplate {
  /** Replaces each variable in {@link #shape}; greater than every literal. */
  private static final String VARIABLE = "\uffff";

  private final String text;
  private final List<String> segments;

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if two of its variables have the same name
   */
  PathTemplate(String text) {
    this.text = text;
    this.segments = segments(text);
    List<String> names = segments.stream().filter(PathTemplate::isVariable).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("a variable is specified more than once: " + text);
    }
  }

  /** The segments of a path, including empty ones. */
  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /**
   * The template without the names of its variables. Two templates of the same shape match the same
   * paths. Where two templates match a path, the shape of the more specific one, which has the
   * literal at the first difference, is the lesser string.
   */
  String shape() {
    List<String> shape = new ArrayList<>(segments);
    shape.replaceAll(segment -> isVariable(segment) ? VARIABLE : segment);
    return String.join("/", shape);
  }

  /** Whether a path of these segments matches this template; a variable matches any text. */
  boolean matches(List<String> path) {
    if (path.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (!isVariable(segment) && !segment.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The values of the variables, by name and percent-decoded, in a path that {@link #matches}. */
  Map<String, String> variables(List<String> path) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (isVariable(segment)) {
        String name = segment.substring(1, segment.length() - 1);
        values.put(name, URIUtil.decodePath(path.get(i)));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return text;
  }
}
