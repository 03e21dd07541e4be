package chat.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the README and the operations document against what the server does. */
class ReadmeTest {
  private static final int MOST_BYTES = 8 * 1024;
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
  private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

  private final String readme;
  private final String operations;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
    operations = Files.readString(Path.of("docs", "operations.md"));
  }

  @Test
  void isShort() {
    assertTrue(readme.getBytes(UTF_8).length <= MOST_BYTES);
  }

  @Test
  void linksToFilesThatExist() {
    List<String> links =
        LINK.matcher(readme).results().map(link -> link.group(1)).distinct().toList();
    assertTrue(links.size() > 8, links::toString);
    for (String link : links) {
      assertTrue(Files.exists(Path.of("..", link)), link);
    }
  }

  @Test
  void namesSettingsThatExist() {
    Set<String> known = Settings.ALL.stream().map(Setting::name).collect(toSet());
    List<String> named =
        readme
            .lines()
            .filter(line -> line.matches("\\| `[A-Z_]+`.*"))
            .flatMap(line -> NAME.matcher(line.split("\\|", -1)[1]).results())
            .map(name -> name.group(1))
            .toList();
    assertTrue(named.size() > 8, named::toString);
    assertTrue(known.containsAll(named), named::toString);
  }

  @Test
  void explainsEverySettingInTheTableOfOperations() {
    List<String> rows =
        operations.lines().filter(line -> line.matches("\\| `[A-Z_]+` \\|.*")).toList();
    assertEquals(Settings.ALL.stream().map(ReadmeTest::row).toList(), rows);
  }

  private static String row(Setting<?> setting) {
    String byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
    return "| `%s` | %s | %s |".formatted(setting.name(), byDefault, setting.meaning());
  }

  @Test
  void containsTheTwoBuildCommands() {
    assertTrue(
        readme.contains(
            "    mvn -q -DskipTests package && java -jar chat-server/target/chat-server.jar\n"));
    assertTrue(readme.contains("    mvn verify\n"));
  }
}
