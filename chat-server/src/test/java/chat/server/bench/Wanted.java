package chat.server.bench;

import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * What a figure is to be. Immutable.
 *
 * @param words for the table; empty when anything will do
 * @param met whether a figure is that
 */
record Wanted(String words, DoublePredicate met) {
  static Wanted nothing() {
    return new Wanted("", figure -> true);
  }

  static Wanted atLeast(double least) {
    return new Wanted(String.format(Locale.ROOT, "≥ %,.0f", least), figure -> figure >= least);
  }

  static Wanted below(double bound) {
    String number = String.format(Locale.ROOT, bound == Math.rint(bound) ? "%.0f" : "%.2f", bound);
    return new Wanted("< " + number, figure -> figure < bound);
  }
}
