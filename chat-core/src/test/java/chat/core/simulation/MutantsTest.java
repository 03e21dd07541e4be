package chat.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import chat.core.Chat;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutation tests of the simulation: the source of the domain is changed in one place, compiled, and
 * simulated until an invariant is violated.
 */
class MutantsTest {
  private static final int SEEDS = 2_000;
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A text that occurs once in a file, and its replacement. */
  record Edit(String healthy, String broken) {
    String apply(String source) {
      int places = source.split(Pattern.quote(healthy), -1).length - 1;
      assertEquals(1, places, "the code to break has changed: " + healthy);
      return source.replace(healthy, broken);
    }
  }

  /**
   * One way to break the code.
   *
   * @param file the source file under {@code chat/core}
   * @param invariants any of these may be the first to be violated
   * @param simulation the method that runs a history from a seed
   */
  record Mutant(
      String name, String file, List<Edit> edits, Set<String> invariants, String simulation) {
    Mutant(String name, String file, String healthy, String broken, Set<String> invariants) {
      this(name, file, List.of(new Edit(healthy, broken)), invariants, "run");
    }

    /** A mutant that shows only when several nodes share the store. */
    static Mutant ofNodes(
        String name, String file, String healthy, String broken, Set<String> invariants) {
      return new Mutant(name, file, List.of(new Edit(healthy, broken)), invariants, "runNodes");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mutant> mutants() {
    return List.of(
        new Mutant(
            "drop the dedupe",
            "memory/MemoryMessageLog.java",
            "if (before.isPresent()) {",
            "if (before.isPresent() && before.get().seq() < 0) {",
            Set.of("I2")),
        new Mutant(
            "deliver before the commit",
            "internal/room/AppendPipeline.java",
            "    room.broadcaster().flushAnswered();\n    room.lane()",
            """
                long seq = room.isUncreated() ? 0 : room.log().head();
                for (PendingAppend<?> each : gathered.events()) {
                  room.broadcaster().broadcast(new Batch(List.of(each.event().withSeq(++seq))));
                }
                room.broadcaster().flushAnswered();
                room.lane()""",
            Set.of("I7", "I4")),
        new Mutant(
            "acknowledge before the commit",
            "internal/room/AppendPipeline.java",
            "gathered.events().forEach(each -> each.answerUnavailable(room.broadcaster()));",
            """
            long seq = room.isUncreated() ? 0 : room.log().head();
            for (PendingAppend<?> each : gathered.events()) {
              each.answer(room, new Appended.Stored(each.event().withSeq(++seq)));
            }
            """,
            Set.of("I1", "I2")),
        new Mutant(
            "forget a change of the room",
            "internal/room/AppendPipeline.java",
            "      room.changed(event);",
            "",
            Set.of("I11")),
        new Mutant(
            "store a change beside the state",
            "memory/MemoryRooms.java",
            "    room.change(after);",
            "",
            Set.of("I11")),
        new Mutant(
            "skip what came while a join was read",
            "internal/membership/JoinRoomHandler.java",
            "Position head = room.log().position();",
            "Position head = new Position(room.log().position().epoch(), found.head());",
            Set.of("I5", "C1")),
        new Mutant(
            "forget that a page was cut",
            "internal/membership/JoinRoomHandler.java",
            "(events.isEmpty() ? cursor.get().seq() : last(events)) < head.seq()",
            "false",
            Set.of("I5")),
        new Mutant(
            "trust a failed append",
            "internal/room/AppendPipeline.java",
            """
                room.catchUp()
                    .afterFailure(
                        () -> {
                          broadcast(gathered, List.of());
                          FollowedThreads.checkAfter(room, gathered);
                          next.run();
                        });
            """,
            "    broadcast(gathered, List.of());\n    next.run();",
            Set.of("I5", "C1", "answer")),
        new Mutant(
            "become present before the reply",
            "internal/membership/JoinRoomHandler.java",
            "    room.joinUnderWay(+1);",
            "    room.joinUnderWay(+1);\n    room.roster().add(request.from());",
            Set.of("I5", "I10")),
        new Mutant(
            "send a conversation to all users",
            "internal/room/PresenceRegistry.java",
            """
            for (UserId id : conversation.people()) {
                  find(id)
                      .filter(user -> user.isMember(room))
            """,
            """
            for (UserId id : held.keySet()) {
                  find(id)
            """,
            Set.of("I10")),
        new Mutant(
            "stay present in a room that was left",
            "internal/room/MembershipEnd.java",
            "room.roster().remove(user.id()).forEach(connection -> connection.left(room.id()));",
            "",
            Set.of("I10")),
        new Mutant(
            "keep the messages of the tail as they were posted",
            "internal/log/EventTail.java",
            "      cached(seq).ifPresent(before -> replace(event.applyTo(before)));",
            "",
            Set.of("I4")),
        new Mutant(
            "forget what changed while a join was read",
            "internal/membership/JoinRoomHandler.java",
            "Fetched found = read.upToDate(room.log().tail());",
            "Fetched found = read;",
            Set.of("I4")),
        new Mutant(
            "add a reaction twice",
            "state/MessageRules.java",
            ".unchangedIf(facts.hasReacted())",
            "",
            Set.of("I12")),
        new Mutant(
            "let everyone edit",
            "state/MessageRules.java",
            "!isBy(message, event), Cause.NOT_AUTHOR)\n        .rejectIf(message.at()",
            "false, Cause.NOT_AUTHOR)\n        .rejectIf(message.at()",
            Set.of("I12")),
        new Mutant(
            "delete a message twice",
            "state/MessageRules.java",
            "        .unchangedIf(message.isDeleted());",
            ";",
            Set.of("I12")),
        new Mutant(
            "apply a change again that a message has",
            "event/MessageEvent.java",
            " && seq() > before.state().rev()",
            "",
            Set.of("I4")),
        new Mutant(
            "keep the text of a deleted message's edits in the tail",
            "internal/log/EventTail.java",
            "if (event instanceof MessageDeleted deleted) {\n      for",
            "if (event instanceof MessageDeleted deleted && deleted.seq() < 0) {\n      for",
            Set.of("I4")),
        new Mutant(
            "keep the text of a deleted message's edits that were read before",
            "internal/log/EventTail.java",
            "events.replaceAll(each -> isEditOf(deleted, each) ? ((MessageEdited) each).erase() : each);",
            "",
            Set.of("I4")),
        new Mutant(
            "describe a file of a message again as it is described",
            "state/MessageRules.java",
            ".unchangedIf(described.files().equals(message.files()))",
            "",
            Set.of("I12")),
        new Mutant(
            "keep the text of a deleted message's edits in the store",
            "memory/MemoryMessages.java",
            "return firstTexts.remove(message) != null;",
            "return false;",
            Set.of("I4", "I11")),
        new Mutant(
            "bind an upload twice",
            "state/UploadRules.java",
            "upload.message().isEmpty()\n        && ",
            "",
            Set.of("I2")),
        new Mutant(
            "bind the upload of another user",
            "state/UploadRules.java",
            "        && upload.uploader().equals(message.author().id())\n",
            "",
            Set.of("I2")),
        new Mutant(
            "keep the files of a deleted message",
            "event/MessagePosted.java",
            ".withFiles(List.of());",
            ";",
            Set.of("I12")),
        new Mutant(
            "toggle a reaction",
            "state/MessageRules.java",
            """
                return Decision.store(event)
                    .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
                    .unchangedIf(facts.hasReacted())
            """,
            """
                return Decision.store(
                    facts.hasReacted()
                        ? new ReactionRemoved(
                            event.room(), 0, event.author(), event.at(),
                            event.clientId(), event.message(), event.emoji())
                        : event)
                    .rejectIf(message.isDeleted(), Cause.NO_MESSAGE)
            """,
            Set.of("I1")),
        new Mutant(
            "count deleted messages as unread",
            "internal/room/UnreadCount.java",
            "&& !said.isDeleted()",
            "",
            Set.of("I11")),
        new Mutant(
            "store emoji as they were sent",
            "internal/message/MessageChanges.java",
            "return Emoji.of(command.emoji()).map(Emoji::text).orElse(command.emoji());",
            "return command.emoji();",
            Set.of("I1")),
        Mutant.ofNodes(
            "publish before the commit",
            "internal/room/AppendPipeline.java",
            "    room.broadcaster().flushAnswered();\n    room.lane()",
            """
                if (!room.isUncreated()) {
                  long seq = room.log().head();
                  List<RoomEvent> guessed = new ArrayList<>();
                  for (PendingAppend<?> each : gathered.events()) {
                    guessed.add(each.event().withSeq(++seq));
                  }
                  String epoch = room.log().reach().epoch();
                  room.rooms()
                      .peers()
                      .stored(room.id(), new chat.core.port.LogHead(epoch, seq, 0, 0), guessed);
                }
                room.broadcaster().flushAnswered();
                room.lane()""",
            Set.of("I7", "I4", "I1")),
        Mutant.ofNodes(
            "broadcast again what was broadcast",
            "internal/room/RemoteEvents.java",
            "      return; // repeated or late",
            """
                  if (!notice.events().isEmpty()) {
                    room.broadcaster().broadcast(new chat.core.event.Batch(notice.events()));
                  }
            """,
            Set.of("I5", "I10")),
        Mutant.ofNodes(
            "broadcast over a gap",
            "internal/room/RemoteEvents.java",
            "      hold(news, next);\n      return;",
            "      room.log().tail().skipTo(news.get(0).seq() - 1);",
            Set.of("I5")),
        Mutant.ofNodes(
            "do not heal",
            "internal/dispatch/ConnectionManager.java",
            "      healing.start();",
            "",
            Set.of("C1", "I10", "own")),
        Mutant.ofNodes(
            "do not read the log after something was lost",
            "internal/node/Healing.java",
            "room.catchUp().refresh(done -> {})",
            "{}",
            Set.of("C1")),
        Mutant.ofNodes(
            "begin a conversation at its end",
            "internal/connection/ConversationHeads.java",
            "    return conversation.people().stream().anyMatch(loaded) ? 0 : stored.seq();",
            "    return stored.seq();",
            Set.of("C1")),
        Mutant.ofNodes(
            "reject from memory",
            "internal/room/Room.java",
            "rooms.peers().exist() && MembershipCheck.isUnknown(this, task.caller())",
            "false",
            Set.of("C7")),
        Mutant.ofNodes(
            "reject a resume after an event that only another node has broadcast",
            "internal/membership/JoinRoomHandler.java",
            "room.rooms().peers().exist() && options.after()",
            "false && options.after()",
            Set.of("C9")),
        Mutant.ofNodes(
            "do not take over that a membership ended",
            "internal/room/MembershipCheck.java",
            "      MembershipEnd.apply(room, user, null, () -> {});",
            "",
            Set.of("I10")),
        Mutant.ofNodes(
            "do not send which threads are followed on another node",
            "internal/room/MembershipCheck.java",
            "known.followChanges() == stored.followChanges()",
            "true",
            Set.of("own")));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void noticesBrokenCode(Mutant mutant, @TempDir Path folder) throws Exception {
    compile(mutant, folder);
    URL[] path = {
      folder.resolve("classes").toUri().toURL(), root(Chat.class), root(Simulation.class)
    };
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      String found = firstViolation(loader, mutant.simulation());
      String invariant = found.substring(0, found.indexOf(':'));
      assertEquals(
          invariant,
          mutant.invariants().contains(invariant) ? invariant : mutant.invariants().toString(),
          found);
    }
  }

  private static String firstViolation(ClassLoader loader, String method) throws Exception {
    Class<?> simulation = loader.loadClass(Simulation.class.getName());
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        simulation.getMethod(method, long.class).invoke(null, seed);
      } catch (InvocationTargetException e) {
        if (e.getCause().getClass().getName().equals(Checker.Violation.class.getName())) {
          return e.getCause().getMessage();
        }
        throw e;
      }
    }
    return fail("nothing was noticed in " + SEEDS + " histories");
  }

  private static void compile(Mutant mutant, Path folder) throws IOException {
    Path file = Path.of("chat", "core").resolve(mutant.file());
    String source = Files.readString(SOURCES.resolve(file));
    for (Edit edit : mutant.edits()) {
      source = edit.apply(source);
    }
    Path broken = folder.resolve(file);
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "tests run on a JDK");
    int result =
        compiler.run(
            null,
            null,
            null,
            "-nowarn",
            "-proc:none",
            "-d",
            Files.createDirectories(folder.resolve("classes")).toString(),
            "-cp",
            Path.of(root(Chat.class).getPath()).toString(),
            broken.toString());
    assertEquals(0, result, "the broken code does not compile");
  }

  private static URL root(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
