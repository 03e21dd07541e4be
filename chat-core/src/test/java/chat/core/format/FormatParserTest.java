package chat.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.conformance.FormatCase;
import chat.core.conformance.FormatInputs;
import chat.core.conformance.TreeInvariants;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatParserTest {
  private static final int SHORT = 4_000;
  private static final int FACTOR = 8;

  /** The most steps that a unit of a text may take, whatever the text. */
  private static final int MAX_STEPS = 16;

  static Stream<String> hostile() {
    return Stream.of(
        "*",
        "**",
        "_",
        "*a ",
        "_a",
        "a*",
        "a**b",
        "*a_ ",
        "*a **b ",
        "a b* ",
        "~~",
        "~~a",
        "||a",
        "|",
        "[",
        "[a](",
        "[a](x",
        "]",
        "](",
        "[a](https://e.example/)",
        "[[a]",
        "`",
        "` ``",
        "``a`",
        "\\",
        "\\*",
        ">",
        "> ",
        ">a\n",
        "- ",
        "- a\n",
        "-\n",
        "1. ",
        "  - a\n",
        "\n",
        "\n\n",
        "- - a\n",
        "```\n",
        "~~~\n",
        "``` a\n",
        "> ```\n",
        "https://e.example/*",
        "https://e.example/a**",
        "www.",
        "@",
        "a@",
        "a_b@c.example ",
        "[https://e.example/](",
        "[a](https://e.example/ \"",
        "[a](https://e.example/ (",
        "[a](<",
        "_a*b__c**",
        "- a\n\n",
        "> - ",
        "   ",
        "\t",
        "- \t",
        "||*~~_",
        "(*a*)",
        "](https://a",
        "[a](https://e.example/((",
        "*a**a*a***a****",
        ">\n",
        "**__~~||",
        "1234567890");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void takesStepsInProportionToTheText(String part) {
    long few = steps(part.repeat(SHORT).substring(0, SHORT));
    long many = steps(part.repeat(FACTOR * SHORT).substring(0, FACTOR * SHORT));
    assertTrue(few <= MAX_STEPS * SHORT, () -> few + " steps");
    assertTrue(many <= MAX_STEPS * FACTOR * SHORT, () -> many + " steps");
  }

  @Test
  void takesStepsInProportionToRandomTexts() {
    String long1 = FormatInputs.random(5, 2_000).reduce("", String::concat);
    assertTrue(steps(long1) <= (long) MAX_STEPS * long1.length());
  }

  @Test
  void neverNestsTooDeepAndShowsOnlyWhatTheTextHas() {
    FormatInputs.random(7, 100_000).forEach(FormatParserTest::check);
    FormatCase.all().forEach(each -> check(each.input()));
    hostile().forEach(part -> check(part.repeat(100)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "a - b + 1 > 0", "Good morning!\n\nsee https://example.org/a, ok?", ""})
  void recognisesPlainTexts(String text) {
    assertTrue(FormatParser.isPlain(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*", "_", "~", "|", "`", "[", "\\", "> a", "a\n - b", "\t1. a", "+ a"})
  void recognisesTextsThatMayBeFormatted(String text) {
    assertFalse(FormatParser.isPlain(text));
  }

  /** Plain texts take a way of their own, which must lead to the same. */
  @Test
  void parsesPlainTextsAsOthers() {
    FormatInputs.random(11, 100_000)
        .filter(FormatParser::isPlain)
        .forEach(
            text ->
                assertEquals(
                    new BlockReader(new Source(text), 0).read(Line.linesOf(text)),
                    FormatParser.parse(text),
                    text));
  }

  private static long steps(String text) {
    Source source = new Source(text);
    FormatParser.parse(source);
    return source.steps();
  }

  private static void check(String text) {
    assertEquals(List.of(), TreeInvariants.broken(text), text);
  }
}
