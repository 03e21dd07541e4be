package chat.server.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes messages as people write them: a few words that come up all the time and many that hardly
 * ever do, after Zipf's law. The same seed makes the same messages. Confined to one thread.
 */
final class Texts {
  private static final int VOCABULARY = 20_000;
  private static final int MOST_WORDS = 24;

  private static final List<String> COMMON =
      List.of(
          ("the to a and you i it is of in that for on this we not be have with are as at so can if"
                  + " do but just was what my or me no all one they will there about like how now out"
                  + " up know from get think when has here good yes some would time more see an then"
                  + " make need work go he she by your want could only our them who well any should"
                  + " today thanks right really also still over why back way new did been use first"
                  + " build server meeting release question coffee maybe tomorrow please sorry")
              .split(" "));

  private static final String[] SYLLABLES =
      ("ba ce di fo gu ka le mi no pu ra se ti vo zu han ker lin mon per ras sol tan vel wex bri"
              + " cho dra flo gri pla ster tro")
          .split(" ");

  private final String[] words;
  private final double[] reach = new double[VOCABULARY]; // summed up to each word
  private final Random random;

  Texts(long seed) {
    random = new Random(seed);
    Set<String> made = new LinkedHashSet<>(COMMON);
    Random spelling = new Random(1);
    while (made.size() < VOCABULARY) {
      made.add(spell(spelling));
    }
    words = new ArrayList<>(made).toArray(String[]::new);
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      sum += 1.0 / (rank + 2.7);
      reach[rank] = sum;
    }
  }

  private static String spell(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  /** The word that is the {@code rank}-th in frequency, from 0 to 19,999. */
  String word(int rank) {
    return words[rank];
  }

  /** A message of some words, about 60 characters. */
  String next() {
    StringBuilder text = new StringBuilder();
    int count = 1 + Math.min(random.nextInt(MOST_WORDS), random.nextInt(MOST_WORDS) + 4);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  private String word() {
    double point = random.nextDouble() * reach[VOCABULARY - 1];
    int at = Arrays.binarySearch(reach, point);
    return words[Math.min(VOCABULARY - 1, at < 0 ? -at - 1 : at)];
  }
}
