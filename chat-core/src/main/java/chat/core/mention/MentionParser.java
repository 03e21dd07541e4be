package chat.core.mention;

import chat.core.mention.Call.Candidate;
import chat.core.model.Mention;
import chat.core.model.User;
import chat.core.model.UserName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the users that a text calls with {@code @} (or its full-width form) and a name. A call
 * stands in prose: not in code, not in a link or an e-mail address, and not in a path. A letter,
 * digit or dash of ASCII before the {@code @} makes an address of it; a letter of any other script
 * does not, for many are written without spaces.
 *
 * <p>The name is the longest beginning of the run of name characters that is a user's name and ends
 * with the run, before dashes and underscores at its end, where the script changes, or, in scripts
 * without spaces, anywhere. Since one text is looked up by one query, it may mean {@link
 * #MAX_NAMES} names; further ones are plain text. Every method takes time in proportion to the
 * text. Stateless.
 */
public final class MentionParser {
  /** So many calls of one text are looked at; the rest is plain text. */
  public static final int MAX_MENTIONS = 200;

  /** So many different names of one text are looked up. */
  public static final int MAX_NAMES = Call.MAX_NAMES;

  /**
   * A text that begins by calling one user, white space, and something: it is for that user alone.
   *
   * @param readings whom it may be for, the longest name first; the first is the whole run. At
   *     least one, and at most {@link #MAX_NAMES}
   */
  public record Addressed(List<Reading> readings) {
    /** Copies what it is given. */
    public Addressed {
      readings = List.copyOf(readings);
    }

    /** The names to look up, the longest first. */
    public List<String> names() {
      return readings.stream().map(Reading::name).toList();
    }

    /** The reading that counts: the first whose name is known. */
    public Optional<Reading> choose(Map<String, User> known) {
      return readings.stream().filter(reading -> known.containsKey(reading.name())).findFirst();
    }

    /** What is said, without the longest call: it holds every other call of the text. */
    public String rest() {
      return readings.get(0).rest();
    }
  }

  /**
   * One way to read an addressed text.
   *
   * @param name who is called, in Unicode's composed form
   * @param rest what is said, without the call and the white space after it
   */
  public record Reading(String name, String rest) {}

  private MentionParser() {}

  /** Reads {@code text} as addressed to one user alone; empty when it is to everybody. */
  public static Optional<Addressed> addressed(String text) {
    if (text.isEmpty() || !TextScan.isAt(text.charAt(0))) {
      return Optional.empty();
    }
    Call call = Call.at(text, 0, text.length());
    int restStart = afterSpace(text, call.end());
    boolean exact = call.end() > 1 && restStart > call.end() && restStart < text.length();
    return exact ? Optional.of(addressed(call, text, restStart)) : Optional.empty();
  }

  private static Addressed addressed(Call call, String text, int restStart) {
    List<Reading> readings = new ArrayList<>();
    readings.add(new Reading(called(call), text.substring(restStart)));
    call.candidates().stream()
        .filter(candidate -> candidate.end() < call.end() && isWhole(text, candidate.end()))
        .limit(MAX_NAMES - 1)
        .sorted(Comparator.comparingInt(Candidate::end).reversed())
        .map(candidate -> new Reading(candidate.name(), text.substring(candidate.end())))
        .forEach(readings::add);
    return new Addressed(readings);
  }

  /** Whether no dash goes on with a name: {@code @bob- hi} is not for bob. */
  private static boolean isWhole(String text, int end) {
    return text.charAt(end) != '-' && text.charAt(end) != '_';
  }

  /** The whole run, cut to what a sentence about it can quote. */
  private static String called(Call call) {
    int longest = call.text().offsetByCodePoints(1, 0);
    int count = 0;
    while (longest < call.end() && count <= UserName.MAX_LENGTH) {
      longest += Character.charCount(call.text().codePointAt(longest));
      count++;
    }
    return Normalizer.normalize(call.text().substring(1, longest), Normalizer.Form.NFC);
  }

  private static int afterSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The names that {@code text} may call: look them up, and give who is known to {@link #find}. In
   * the order in which they are likely; at most {@link #MAX_NAMES}. Each call of a text has its
   * likeliest name among them before any has its second.
   */
  public static List<String> names(String text) {
    List<List<Candidate>> open = new ArrayList<>();
    for (Call call : calls(text)) {
      open.add(call.candidates());
    }
    Set<String> names = new LinkedHashSet<>();
    for (int rank = 0; rank < MAX_NAMES; rank++) {
      for (List<Candidate> candidates : open) {
        if (rank < candidates.size() && names.size() < MAX_NAMES) {
          names.add(candidates.get(rank).name());
        }
      }
    }
    return List.copyOf(names);
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
      call.candidates().stream()
          .filter(candidate -> known.containsKey(candidate.name()))
          .max(Comparator.comparingInt(Candidate::end))
          .map(each -> new Mention(known.get(each.name()), call.start(), each.end()))
          .ifPresent(mentions::add);
    }
    return mentions;
  }

  private static List<Call> calls(String text) {
    boolean hasAny = text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0;
    return hasAny ? TextScan.of(text).calls() : List.of();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
