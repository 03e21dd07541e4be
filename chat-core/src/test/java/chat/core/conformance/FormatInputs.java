package chat.core.conformance;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random texts of the pieces that formatting is written with. Stateless. */
public final class FormatInputs {
  private static final List<String> PARTS =
      List.of(
          "*",
          "*",
          "**",
          "***",
          "_",
          "_",
          "__",
          "~~",
          "~",
          "||",
          "|",
          "`",
          "``",
          "```",
          "~~~",
          "\\",
          "[",
          "]",
          "(",
          ")",
          "](",
          "](https://a.example/)",
          "](<https://a.example/b>)",
          "[a](",
          "https://a.example/",
          "https://a.example/b_c",
          "https://a.example/*",
          "www.a.example",
          "a@b.example",
          "_a@b.example",
          "mailto:a@b.example",
          "@ada",
          "\uff20bob",
          "@",
          "\"",
          "'",
          ">",
          "> ",
          ">>",
          "- ",
          "* ",
          "+ ",
          "1. ",
          "2) ",
          "10. ",
          "-",
          "1.",
          "\n",
          "\n",
          "\n",
          "\n\n",
          " ",
          " ",
          "  ",
          "    ",
          "\t",
          "a",
          "b",
          "c",
          "\u00e9",
          "1",
          ".",
          ",",
          "!",
          "\\*",
          "\\`",
          "java",
          "\u5c0f",
          "\u660e",
          "\u300c",
          "\u300d",
          "\u0434\u0430",
          "\u05d4",
          "\ud83d\udc4d",
          "\ud83d",
          "\u200b",
          "\u00a0",
          "\u3000",
          "\r",
          "{",
          "}",
          "<",
          "#",
          "\u00af\\_(\u30c4)_/\u00af");

  private FormatInputs() {}

  /** {@code count} texts; the same for the same seed. */
  public static Stream<String> random(long seed, int count) {
    Random random = new Random(seed);
    return Stream.generate(() -> text(random)).limit(count);
  }

  private static String text(Random random) {
    return random
        .ints(1 + random.nextInt(24), 0, PARTS.size())
        .mapToObj(PARTS::get)
        .collect(joining());
  }
}
