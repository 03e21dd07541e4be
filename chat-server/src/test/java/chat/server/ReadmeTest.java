package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the README against what the server does. */
class ReadmeTest {
  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
  }

  @Test
  void explainsEverySettingInItsTable() {
    List<String> rows = readme.lines().filter(line -> line.matches("\\| `[A-Z_]+` \\|.*")).toList();
    assertEquals(Settings.ALL.stream().map(ReadmeTest::row).toList(), rows);
  }

  private static String row(Setting<?> setting) {
    String byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
    return "| `%s` | %s | %s |".formatted(setting.name(), byDefault, setting.meaning());
  }

  @Test
  void givesTheTwoCommandsThatDoEverything() {
    assertTrue(
        readme.contains(
            "    mvn -q -DskipTests package && java -jar chat-server/target/chat-server.jar\n"));
    assertTrue(readme.contains("    mvn verify\n"));
  }
}
