package chat.core.mention;

import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the names that a text calls with {@code @}. A call stands at a word boundary, not in an
 * e-mail address, a code span or a code block. The longest run of name characters is the name; when
 * nobody has it, dashes and underscores at its end count as punctuation. Stateless.
 */
public final class MentionParser {
  /** So many calls of one text are looked at; the rest is plain text. */
  public static final int MAX_MENTIONS = 200;

  private static final int LONGEST_NAME = 2 * UserName.MAX_LENGTH; // in UTF-16 units

  /**
   * A text that begins by calling one person: {@code @name}, white space, and something.
   *
   * @param name who is called
   * @param rest what is said, without the call and the white space
   */
  public record Addressed(String name, String rest) {}

  /** Where a call stands: {@code start} at the {@code @}, {@code end} after the last character. */
  private record Call(int start, int end) {
    String name(String text) {
      return text.substring(start + 1, end);
    }
  }

  private MentionParser() {}

  /** Reads {@code text} as addressed to one person alone; empty when it is to everybody. */
  public static Optional<Addressed> addressed(String text) {
    if (!text.startsWith("@")) {
      return Optional.empty();
    }
    int nameEnd = runEnd(text, 1);
    int restStart = nameEnd;
    while (restStart < text.length() && isSpace(text.charAt(restStart))) {
      restStart++;
    }
    boolean exact = nameEnd > 1 && restStart > nameEnd && restStart < text.length();
    return exact
        ? Optional.of(new Addressed(text.substring(1, nameEnd), text.substring(restStart)))
        : Optional.empty();
  }

  /** The names that {@code text} may call: look them up, and give who is known to {@link #find}. */
  public static Set<String> names(String text) {
    List<Call> calls = calls(text);
    if (calls.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Call call : calls) {
      names.addAll(candidates(call.name(text)));
    }
    return names;
  }

  /**
   * The mentions in {@code text}, ascending.
   *
   * @param known people under the names by which {@link #names} asked for them
   */
  public static List<Mention> find(String text, Map<String, User> known) {
    if (known.isEmpty()) {
      return List.of();
    }
    List<Mention> mentions = new ArrayList<>();
    for (Call call : calls(text)) {
      candidates(call.name(text)).stream()
          .filter(known::containsKey)
          .findFirst()
          .ifPresent(name -> mentions.add(mention(call, name, known)));
    }
    return mentions;
  }

  private static Mention mention(Call call, String name, Map<String, User> known) {
    return new Mention(known.get(name), call.start(), call.start() + 1 + name.length());
  }

  /** The names that a run may mean: the longest first, then without punctuation at its end. */
  private static List<String> candidates(String run) {
    List<String> names = new ArrayList<>();
    int end = run.length();
    do {
      if (end <= LONGEST_NAME && UserName.check(run.substring(0, end)).isEmpty()) {
        names.add(run.substring(0, end));
      }
      end--;
    } while (end > 0 && (run.charAt(end) == '-' || run.charAt(end) == '_'));
    return names;
  }

  private static List<Call> calls(String text) {
    if (text.indexOf('@') < 0) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    CodeSkipper code = new CodeSkipper(text);
    int at = 0;
    while (at < text.length() && calls.size() < MAX_MENTIONS) {
      int afterCode = code.skipFrom(at);
      if (afterCode > at) {
        at = afterCode;
      } else if (text.charAt(at) == '@') {
        int end = runEnd(text, at + 1);
        if (end > at + 1 && isFree(text, at, end)) {
          calls.add(new Call(at, end));
        }
        at = Math.max(end, at + 1);
      } else {
        at++;
      }
    }
    return calls;
  }

  /** Whether what stands around a call lets it be one: no word before it, no second {@code @}. */
  private static boolean isFree(String text, int start, int end) {
    if (end < text.length() && text.charAt(end) == '@') {
      return false;
    }
    if (start == 0) {
      return true;
    }
    int before = text.codePointBefore(start);
    return !UserName.isNameCharacter(before) && "+%@".indexOf(before) < 0;
  }

  private static int runEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (!UserName.isNameCharacter(codePoint)) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
