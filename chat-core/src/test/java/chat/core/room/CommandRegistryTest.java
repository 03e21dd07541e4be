package chat.core.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The registry has one row for each command, and nothing else asks which command one is. */
final class CommandRegistryTest {
  private final List<CommandRow<?, ?>> rows = CommandRegistry.standardRows();

  private static Stream<Class<?>> commands(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandRegistryTest::commands)
        : Stream.of(type);
  }

  private static String failure(List<CommandRow<?, ?>> rows) {
    return assertThrows(IllegalArgumentException.class, () -> new CommandRegistry(rows))
        .getMessage();
  }

  @Test
  void hasOneRowForEachCommand() {
    assertEquals(
        commands(Command.class).collect(Collectors.toSet()),
        rows.stream().map(CommandRow::type).collect(Collectors.toSet()));
    assertEquals(rows.size(), commands(Command.class).count());
  }

  @Test
  void rejectsAMissingRow() {
    for (CommandRow<?, ?> missing : rows) {
      List<CommandRow<?, ?>> others = new ArrayList<>(rows);
      others.remove(missing);

      assertEquals("no row for the command " + missing.type().getName(), failure(others));
    }
  }

  @Test
  void rejectsARowThatIsThereTwice() {
    for (CommandRow<?, ?> row : rows) {
      List<CommandRow<?, ?>> more = new ArrayList<>(rows);
      more.add(row);

      assertEquals("two rows for the command " + row.type().getName(), failure(more));
    }
  }

  /** A command has a key exactly when it has a {@code client_id}. */
  @Test
  void knowsHowARepetitionIsAnsweredOfEveryCommandWithAKey() {
    for (CommandRow<?, ?> row : rows) {
      boolean hasClientId =
          Stream.of(row.type().getRecordComponents())
              .anyMatch(part -> part.getName().equals("clientId"));

      assertEquals(hasClientId, row.key().isPresent(), row.type().getName());
    }
  }

  @Test
  void noSourceTestsForTheClassOfACommand() throws IOException {
    String names =
        commands(Command.class).map(Class::getSimpleName).collect(Collectors.joining("|"));
    Pattern test = Pattern.compile("instanceof\\s+(?:final\\s+)?(?:[\\w.]+\\.)?(" + names + ")\\b");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() > 100, "the sources are read");
      for (Path source : sources) {
        test.matcher(Files.readString(source))
            .results()
            .map(MatchResult::group)
            .forEach(each -> found.add(source.getFileName() + ": " + each));
      }
    }

    assertEquals(List.of(), found);
  }
}
