package chat.server.wire;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Refusal;
import chat.core.command.file.FileCommand;
import chat.core.command.file.ListFiles;
import chat.core.command.message.SetTyping;
import chat.core.command.room.RemoveRoom;
import chat.core.event.Event;
import chat.core.event.UnknownEvent;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.event.WireVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks that {@code protocol.md} and the code agree. */
final class ProtocolDocumentTest {
  /** The type of a frame at the beginning of code, as in {@code `pong {at}`}. */
  private static final Pattern TYPE = Pattern.compile("`([a-z_]+)(?: \\{[^`]*\\})?`");

  /** A status and its codes, as in {@code 403 `forbidden` and `not_member`}. */
  private static final Pattern STATUS =
      Pattern.compile("\\b([45]\\d\\d)((?: (?:and )?`[a-z_]+`)+)");

  /** The status implies the code, or REST has no such error. */
  private static final Set<ErrorCode> NAMED_BY_STATUS_ALONE =
      EnumSet.of(ErrorCode.UNAUTHORIZED, ErrorCode.NOT_FOUND, ErrorCode.UNKNOWN_TYPE);

  private static String document;

  @BeforeAll
  static void readDocument() throws IOException {
    document = Files.readString(Path.of("docs", "protocol.md"));
  }

  @Test
  void describesEveryFrameThatAClientMaySend() {
    var known = Stream.of(ClientCommand.values()).map(ClientCommand::wireName).collect(sorted());

    assertEquals(known, types(column("### Client → server", 0)));
  }

  @Test
  void describesEveryReply() {
    var known = new TreeSet<>(ReplyFrames.TABLE.types().values());
    known.add(FrameEncoder.PONG);

    assertEquals(known, types(column("### Client → server", 2)));
  }

  @Test
  void describesEveryFrameThatTheServerSendsByItself() {
    var known = new TreeSet<>(EventFrames.types().values());
    known.add(FrameEncoder.ERROR);

    assertEquals(known, types(column("### Server → client", 0)));
  }

  @Test
  void describesTheOpening() {
    assertTrue(section("### Opening").startsWith("`" + FrameEncoder.WELCOME + " {protocol:1, "));
  }

  @Test
  void describesEveryErrorCode() {
    var known = Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(sorted());
    var list = section("### Error codes").split("`message`", 2)[0].replaceAll("\\([^)]*\\)", "");

    assertEquals(known, types(Stream.of(list)));
  }

  @Test
  void describesTheStatusesOfErrors() {
    var statuses = section("## REST").replaceAll("\\s+", " ");
    var said = new TreeSet<String>();
    for (var match : STATUS.matcher(statuses).results().toList()) {
      types(Stream.of(match.group(2))).forEach(code -> said.add(code + " " + match.group(1)));
    }
    var known =
        Stream.of(ErrorCode.values())
            .filter(code -> !NAMED_BY_STATUS_ALONE.contains(code))
            .map(code -> code.code() + " " + code.status())
            .collect(sorted());

    assertEquals(known, said);
  }

  @Test
  void hasAnErrorCodeForEveryRefusal() {
    var codes = Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(sorted());

    for (Refusal refusal : Refusal.values()) {
      assertTrue(codes.contains(refusal.code()), refusal.code());
    }
  }

  @Test
  void hasAFrameForEveryEvent() {
    var known = names(leaves(Event.class));
    known.remove(UnknownEvent.class.getName()); // has the type that a later version gave it

    assertEquals(known, names(EventFrames.types().keySet().stream()));
  }

  @Test
  void hasAFrameForEveryReplyThatIsSent() {
    var told =
        names(leaves(Command.class).flatMap(command -> WireVariants.answer(command).stream()));
    told.remove(Hello.Greeted.class.getName());
    told.remove(SetTyping.Noted.class.getName());
    told.remove(RemoveRoom.Removed.class.getName()); // asked for by REST alone
    told.removeAll(
        names(
            leaves(FileCommand.class)
                .filter(each -> each != ListFiles.class) // the others are of REST
                .flatMap(each -> WireVariants.answer(each).stream())));

    assertEquals(told, names(ReplyFrames.TABLE.types().keySet().stream()));
  }

  /** The classes that a sealed hierarchy ends in. */
  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProtocolDocumentTest::leaves)
        : Stream.of(type);
  }

  private static Set<String> names(Stream<? extends Class<?>> classes) {
    return classes.map(Class::getName).collect(sorted());
  }

  private static Set<String> types(Stream<String> texts) {
    return texts
        .flatMap(text -> TYPE.matcher(text).results())
        .map((MatchResult match) -> match.group(1))
        .collect(sorted());
  }

  /** The cells of one column of the table under a heading, without the table's head. */
  private static Stream<String> column(String heading, int column) {
    List<String> rows =
        section(heading).lines().filter(line -> line.startsWith("|")).skip(2).toList();
    assertTrue(rows.size() > 1, heading);
    return rows.stream().map(row -> row.replace("\\|", "/").split("\\|", -1)[column + 1]);
  }

  /** The text between a heading and the next one. */
  private static String section(String heading) {
    int start = document.indexOf(heading + "\n");
    assertTrue(start >= 0, heading);
    String rest = document.substring(start + heading.length()).strip();
    int end = rest.indexOf("\n#");
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static Collector<String, ?, SortedSet<String>> sorted() {
    return toCollection(TreeSet::new);
  }
}
