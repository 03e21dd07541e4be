package chat.core.internal.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.command.Command;
import chat.core.command.file.CreateUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The registry has exactly one row for each command. */
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

      assertEquals("missing row for command " + missing.type().getName(), failure(others));
    }
  }

  @Test
  void rejectsADuplicateRow() {
    for (CommandRow<?, ?> row : rows) {
      List<CommandRow<?, ?>> more = new ArrayList<>(rows);
      more.add(row);

      assertEquals("duplicate row for command " + row.type().getName(), failure(more));
    }
  }

  /** A command has a key exactly when it has a {@code client_id}. */
  @Test
  void answersRepetitionsOfEveryCommandWithAKey() {
    for (CommandRow<?, ?> row : rows) {
      boolean hasClientId =
          Stream.of(row.type().getRecordComponents())
              .anyMatch(part -> part.getName().equals("clientId"));
      if (row.type() == CreateUpload.class) {
        continue; // it makes no event: the key of an upload is the upload's own
      }

      assertEquals(hasClientId, row.key().isPresent(), row.type().getName());
    }
  }
}
