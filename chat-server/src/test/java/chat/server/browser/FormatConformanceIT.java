package chat.server.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.conformance.FormatCase;
import chat.core.conformance.FormatInputs;
import chat.core.conformance.TreeNotation;
import chat.core.format.FormatParser;
import chat.core.format.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The page parses the formatting of texts as the conformance file defines and as the server does.
 */
final class FormatConformanceIT {
  private static final int RANDOM_TEXTS = 20_000;
  private static final int BATCH = 2_000;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void thePageParsesTextsAsTheFileSays() {
    Visitor ada = visitors.come("Ada");
    List<FormatCase> cases = FormatCase.all();
    List<?> read = read(ada, cases.stream().map(FormatCase::input).toList());

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      FormatCase expected = cases.get(i);
      String tree = (String) ((List<?>) read.get(i)).get(0);
      if (!expected.tree().equals(tree)) {
        wrong.add(expected.input() + " is " + tree + ", not " + expected.tree());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void thePageParsesRandomTextsAsTheServerDoes() {
    Visitor ada = visitors.come("Ada");
    List<String> texts =
        Stream.concat(
                FormatInputs.random(3, RANDOM_TEXTS).filter(FormatConformanceIT::isWellFormed),
                FormatCase.all().stream().map(FormatCase::input))
            .toList();
    List<String> wrong = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
      List<?> read = read(ada, batch);
      for (int i = 0; i < batch.size(); i++) {
        List<Node> nodes = FormatParser.parse(batch.get(i));
        List<?> expected = List.of(TreeNotation.of(nodes), TreeNotation.places(nodes), "");
        if (!expected.equals(read.get(i))) {
          wrong.add(batch.get(i) + " is " + read.get(i) + ", not " + expected);
        }
      }
    }
    assertEquals(List.of(), wrong.stream().limit(10).toList());
  }

  /** Of each text the tree, the places of its parts, and what is wrong with it. */
  private static List<?> read(Visitor visitor, List<String> texts) {
    return (List<?>) visitor.page().evaluate(resource("format-trees.js"), texts);
  }

  /** Playwright sends texts as UTF-8. */
  private static boolean isWellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8).equals(text);
  }

  private static String resource(String name) {
    try (InputStream file = FormatConformanceIT.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
