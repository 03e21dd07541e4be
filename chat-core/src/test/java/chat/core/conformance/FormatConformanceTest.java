package chat.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.format.FormatParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server parses the formatting of texts as the conformance file defines. */
final class FormatConformanceTest {
  static Stream<FormatCase> cases() {
    return FormatCase.all().stream();
  }

  @Test
  void thereAreEnoughCasesAndNoneTwice() {
    List<FormatCase> all = FormatCase.all();
    assertTrue(all.size() >= 600, () -> all.size() + " rows");
    Set<String> inputs = new HashSet<>();
    all.forEach(each -> assertTrue(inputs.add(each.input()), each::input));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parsesTextsAsTheFileSays(FormatCase expected) {
    assertEquals(expected.tree(), TreeNotation.of(FormatParser.parse(expected.input())));
  }
}
