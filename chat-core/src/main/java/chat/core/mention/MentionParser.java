package chat.core.mention;

import chat.core.mention.Call.Candidate;
import chat.core.model.Mention;
import chat.core.model.Mention.Who;
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
 * Finds the mentions in a text: {@code @} (or its full-width form) followed by a user name.
 * Mentions are found in prose only, as {@link chat.core.format.FormatParser} finds it: not in code,
 * links, e-mail addresses or paths. An ASCII letter, digit or dash before the {@code @} makes it an
 * address; a letter of another script does not, because many scripts are written without spaces.
 *
 * <p>The name is the longest prefix of the run of name characters that is the name of a user and
 * ends at the end of the run, before dashes and underscores at its end, where the script changes,
 * or, in scripts without spaces, anywhere. All names of a text are looked up with one query, so at
 * most {@link #MAX_NAMES} names are considered; further ones are plain text. The words {@code all}
 * and {@code here} mention groups ({@link Mention.OfAll}), never the user of such a name. All
 * methods take linear time. Stateless.
 */
public final class MentionParser {
  /** Maximum number of mentions of a text; further ones are plain text. */
  public static final int MAX_MENTIONS = 200;

  /** Maximum number of distinct names of a text that are looked up. */
  public static final int MAX_NAMES = Call.MAX_NAMES;

  /**
   * A text that begins with a mention, white space and further text: a private message to that
   * user.
   *
   * @param readings the possible recipients, the longest name first; the first is the whole run. At
   *     least one, and at most {@link #MAX_NAMES}
   * @param orAll whether it is a message to the room that begins with {@code @all} or {@code @here}
   *     when no recipient is known
   */
  public record Addressed(List<Reading> readings, boolean orAll) {
    /** Copies the readings. */
    public Addressed {
      readings = List.copyOf(readings);
    }

    /** The names to look up, the longest first. */
    public List<String> names() {
      return readings.stream().map(Reading::name).toList();
    }

    /** The first reading whose name is known. */
    public Optional<Reading> choose(Map<String, User> known) {
      return readings.stream().filter(reading -> known.containsKey(reading.name())).findFirst();
    }

    /** The text without the longest recipient, which has all other mentions of the text. */
    public String rest() {
      return readings.get(0).rest();
    }
  }

  /**
   * One way to read an addressed text.
   *
   * @param name the name of the recipient, in the composed form (NFC)
   * @param rest the message, without the recipient and the white space after it
   */
  public record Reading(String name, String rest) {}

  private MentionParser() {}

  /** Parses {@code text} as a private message; empty when it is a message to the room. */
  public static Optional<Addressed> addressed(String text) {
    if (text.isEmpty() || !TextScan.isAt(text.charAt(0))) {
      return Optional.empty();
    }
    Call call = Call.at(text, 0, text.length());
    int restStart = afterSpace(text, call.end());
    boolean exact = call.end() > 1 && restStart > call.end() && restStart < text.length();
    return exact && Who.of(text.substring(1, call.end())).isEmpty()
        ? Optional.of(addressed(call, text, restStart))
        : Optional.empty();
  }

  private static Addressed addressed(Call call, String text, int restStart) {
    List<Reading> readings = new ArrayList<>();
    readings.add(new Reading(called(call), text.substring(restStart)));
    List<Candidate> candidates = call.candidates();
    candidates.stream()
        .filter(candidate -> Who.of(candidate.name()).isEmpty())
        .filter(candidate -> candidate.end() < call.end() && isWhole(text, candidate.end()))
        .limit(MAX_NAMES - 1)
        .sorted(Comparator.comparingInt(Candidate::end).reversed())
        .map(candidate -> new Reading(candidate.name(), text.substring(candidate.end())))
        .forEach(readings::add);
    return new Addressed(
        readings, candidates.stream().anyMatch(each -> Who.of(each.name()).isPresent()));
  }

  /** Whether no dash or underscore follows the name: {@code @bob- hi} is not addressed to bob. */
  private static boolean isWhole(String text, int end) {
    return text.charAt(end) != '-' && text.charAt(end) != '_';
  }

  /** The whole run, cut to a length that an error message can quote. */
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
   * The names that {@code text} may mention, to be looked up and passed to {@link #find}. The
   * likeliest first, at most {@link #MAX_NAMES}: the likeliest name of each mention precedes the
   * second of any.
   */
  public static List<String> names(String text) {
    List<Call> calls = calls(text);
    if (calls.isEmpty()) {
      return List.of();
    }
    List<List<Candidate>> open = new ArrayList<>();
    for (Call call : calls) {
      open.add(call.candidates());
    }
    Set<String> names = new LinkedHashSet<>();
    for (int rank = 0; rank < MAX_NAMES; rank++) {
      for (List<Candidate> candidates : open) {
        if (rank < candidates.size() && names.size() < MAX_NAMES) {
          String name = candidates.get(rank).name();
          if (Who.of(name).isEmpty()) {
            names.add(name);
          }
        }
      }
    }
    return List.copyOf(names);
  }

  /**
   * The mentions in {@code text}.
   *
   * @param known the existing users, by the names that {@link #names} returned
   */
  public static Mentions find(String text, Map<String, User> known) {
    List<Call> calls = calls(text);
    if (calls.isEmpty()) {
      return Mentions.NONE;
    }
    List<Mention> users = new ArrayList<>();
    List<Mention.OfAll> all = new ArrayList<>();
    for (Call call : calls) {
      Optional<Candidate> meant =
          call.candidates().stream()
              .filter(each -> known.containsKey(each.name()) || Who.of(each.name()).isPresent())
              .max(Comparator.comparingInt(Candidate::end));
      if (meant.isPresent()) {
        int end = meant.get().end();
        Optional<Who> who = Who.of(meant.get().name());
        if (who.isPresent()) {
          all.add(new Mention.OfAll(who.get(), call.start(), end));
        } else {
          users.add(new Mention(known.get(meant.get().name()), call.start(), end));
        }
      }
    }
    return new Mentions(users, all);
  }

  private static List<Call> calls(String text) {
    boolean hasAny = text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0;
    return hasAny ? TextScan.of(text).calls() : List.of();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
