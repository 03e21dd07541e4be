package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that the threat model names exists. */
final class ThreatModelTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

  @Test
  void namesExistingTests() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (MatchResult test : tests()) {
      named++;
      String source = sources.getOrDefault(test.group(1), "");
      boolean isThere =
          test.group(2) == null
              ? !source.isEmpty()
              : source.contains("void " + test.group(2) + "(");
      if (!isThere) {
        missing.add(test.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 30, "the table was not found");
  }

  private static List<MatchResult> tests() throws IOException {
    return Files.readString(Path.of("docs", "threat-model.md"))
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
        .flatMap(column -> TEST.matcher(column).results())
        .toList();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String module : List.of("../chat-core", ".")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}
