package chat.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.file.FileCommand;
import chat.core.command.file.ListFiles;
import chat.core.command.room.RemoveRoom;
import chat.server.contract.Contract;
import chat.server.contract.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** There is one row for each command of clients, and no chain of {@code instanceof}. */
final class ClientCommandTest {
  /** The first is executed at the start of every connection; the second exists in REST only. */
  private static final Set<Class<?>> NOT_SENT = Set.of(Hello.class, RemoveRoom.class);

  private static final List<Path> SOURCES =
      List.of(Path.of("src", "main", "java"), Path.of("..", "chat-core", "src", "main", "java"));

  private static Stream<Class<?>> commands(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ClientCommandTest::commands)
        : Stream.of(type);
  }

  private static Set<Class<?>> types(ClientCommand row) {
    return row.made().stream().map(ClientCommand.Made::type).collect(Collectors.toSet());
  }

  @Test
  void hasARowForEveryCommandThatAClientCanSend() {
    Set<Class<?>> sent = commands(Command.class).collect(Collectors.toSet());
    sent.removeAll(NOT_SENT);
    sent.removeAll(commands(FileCommand.class).collect(Collectors.toSet())); // by tus, in REST
    sent.add(ListFiles.class);

    Set<Class<?>> known = new HashSet<>();
    for (ClientCommand row : ClientCommand.values()) {
      known.addAll(types(row));
    }
    assertEquals(sent, known);
  }

  @ParameterizedTest
  @EnumSource(ClientCommand.class)
  void namesExactlyTheCommandsOfEveryFrameType(ClientCommand row) {
    Set<Class<?>> made = new HashSet<>();
    String payload = "/components/messages/client." + row.wireName() + "/payload";
    for (ObjectNode frame : new Frames(Contract.asyncApi()).good(payload)) {
      if (new CommandDecoder().decode(frame.toString()) instanceof ClientFrame.Asks asks) {
        made.add(asks.command().getClass());
      }
    }

    assertEquals(made, types(row));
  }

  @Test
  void noSourceTestsForTheClassOfACommand() throws IOException {
    String names =
        commands(Command.class).map(Class::getSimpleName).collect(Collectors.joining("|"));
    Pattern test =
        Pattern.compile("instanceof\\s+(?:final\\s+)?(?:[\\w.]+\\.)?(?:" + names + ")\\b(?!\\.)");
    List<String> found = new ArrayList<>();
    for (Path root : SOURCES) {
      List<Path> sources = sources(root);
      assertTrue(sources.size() > 100, () -> "no sources in " + root);
      for (Path source : sources) {
        test.matcher(Files.readString(source))
            .results()
            .map(MatchResult::group)
            .forEach(each -> found.add(source.getFileName() + ": " + each));
      }
    }

    assertEquals(List.of(), found);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
