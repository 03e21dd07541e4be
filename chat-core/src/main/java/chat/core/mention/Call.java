package chat.core.mention;

import chat.core.model.Scripts;
import chat.core.model.UserName;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A possible mention in a text: an {@code @} and a run of name characters. Immutable.
 *
 * @param text the whole text
 * @param start the index of the {@code @}, in UTF-16 units
 * @param end the index after the last name character of the run
 */
record Call(String text, int start, int end) {
  /** Maximum number of names that one run may mean. */
  static final int MAX_NAMES = 20;

  /** ASCII characters before an {@code @} that make it part of an address or path. */
  private static final String JOINING = "_-+%@/=\\";

  /** A name that a run may mean, and its end in the text. */
  record Candidate(String name, int end) {}

  /**
   * Reads the run after the {@code @} at {@code start}, up to {@code limit}; the run may be empty.
   */
  static Call at(String text, int start, int limit) {
    int end = start + 1;
    while (end < limit) {
      int c = text.codePointAt(end);
      if (!UserName.isNameCharacter(c) && (end == start + 1 || !Scripts.isMark(c))) {
        break;
      }
      end += Character.charCount(c);
    }
    return new Call(text, start, end);
  }

  /** Whether the run is not empty, and {@code mark} precedes it. */
  boolean follows(char mark) {
    return end > start + 1 && start > 0 && text.charAt(start - 1) == mark;
  }

  /**
   * Whether the run is not empty and not part of an address or path because of what precedes it.
   */
  boolean isFree() {
    if (end == start + 1) {
      return false;
    }
    int before = start == 0 ? ' ' : text.codePointBefore(start);
    return before < 0x80
        ? !Character.isLetterOrDigit(before) && JOINING.indexOf(before) < 0
        : !TextScan.isAt(before);
  }

  /**
   * The names that the run may mean, the likeliest first: the whole run; the run without dashes and
   * underscores at its end; the run up to a change of script; and, in scripts without spaces, up to
   * any character, the shortest first, because their names are short. At most {@link #MAX_NAMES}.
   */
  List<Candidate> candidates() {
    List<Integer> changes = new ArrayList<>();
    List<Integer> dense = new ArrayList<>();
    cuts(changes, dense);
    List<Candidate> found = new ArrayList<>();
    if (!continues()) {
      addStripped(found, end);
    }
    for (int i = changes.size() - 1; i >= 0; i--) {
      addStripped(found, changes.get(i));
    }
    for (int cut : dense) {
      addStripped(found, cut);
    }
    return found;
  }

  /** Whether the run is part of an address or path because of what follows it. */
  private boolean continues() {
    if (end == text.length()) {
      return false;
    }
    int next = text.charAt(end);
    if (TextScan.isAt(next)) {
      return text.charAt(end - 1) < 0x80;
    }
    return next == '/'
        && end + 1 < text.length()
        && UserName.isNameCharacter(text.codePointAt(end + 1));
  }

  /** Collects the places where a name may end within the run. */
  private void cuts(List<Integer> changes, List<Integer> dense) {
    UnicodeScript script = null;
    int before = 0;
    int at = start + 1;
    for (int count = 0; at < end && count <= UserName.MAX_LENGTH; count++) {
      int c = text.codePointAt(at);
      boolean isLetter = Character.isLetter(c);
      UnicodeScript now = isLetter ? UnicodeScript.of(c) : script;
      if (Scripts.isMark(c)) {
        count--; // it belongs to the preceding letter
      } else if (before != 0 && (Scripts.isDense(before) || Scripts.isDense(c))) {
        (Scripts.isDense(before) ? dense : changes).add(at);
      } else if (before != 0 && isLetter && script != null && isOther(script, now)) {
        changes.add(at);
      }
      script = now;
      before = Scripts.isMark(c) ? before : c;
      at += Character.charCount(c);
    }
  }

  private static boolean isOther(UnicodeScript one, UnicodeScript other) {
    return one != other && one != UnicodeScript.COMMON && other != UnicodeScript.COMMON;
  }

  /**
   * Adds the name that ends at {@code cut}, and those without dashes and underscores at its end.
   */
  private void addStripped(List<Candidate> found, int cut) {
    int at = cut;
    do {
      add(found, at);
      at--;
    } while (at > start + 1 && (text.charAt(at) == '-' || text.charAt(at) == '_'));
  }

  private void add(List<Candidate> found, int cut) {
    // A decomposed letter takes up to four units; bounds the normalisation of endless marks.
    if (found.size() >= MAX_NAMES || cut - start > 4 * UserName.MAX_LENGTH) {
      return;
    }
    String name = Normalizer.normalize(text.substring(start + 1, cut), Normalizer.Form.NFC);
    if (UserName.check(name).isEmpty() && found.stream().noneMatch(each -> each.end() == cut)) {
      found.add(new Candidate(name, cut));
    }
  }
}
