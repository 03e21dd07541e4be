package chat.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suggests corrections of misspelt flags. Stateless. */
final class DidYouMean {
  private DidYouMean() {}

  /** The word of {@code words} closest to {@code written}; empty when none is close. */
  static Optional<String> nearest(String written, List<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(word -> distance(written, word)))
        .filter(word -> distance(written, word) <= word.length() / 3);
  }

  /** The Levenshtein distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
