package chat.server.wire;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.command.Command;
import chat.server.contract.Contract;
import chat.server.contract.Frames;
import chat.server.wire.event.WireVariants;
import chat.server.wire.json.AskedFields;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** AsyncAPI describes exactly the frames of clients and their members. */
public final class ReadFramesContractTest {
  private static final String MESSAGES = "/components/messages/";
  private static final String PREFIX = "client.";

  private final Contract contract = Contract.asyncApi();
  private final Frames frames = new Frames(contract);

  @Test
  void describesEveryFrameThatCanBeReadAndNoOther() {
    var described =
        contract.at("/components/messages").propertyNames().stream()
            .filter(name -> name.startsWith(PREFIX))
            .map(name -> name.substring(PREFIX.length()))
            .collect(toCollection(TreeSet::new));

    assertEquals(readable(), described, "Describe frames as " + MESSAGES + PREFIX + "<type>.");
  }

  @Test
  void hasAnOperationForEveryFrameThatCanBeRead() {
    var asked = new TreeSet<String>();
    contract
        .at("/operations")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().get("action").stringValue().equals("receive")) {
                asked.add(each.getKey());
              }
            });

    assertEquals(readable(), asked);
  }

  @ParameterizedTest
  @EnumSource(ClientCommand.class)
  void describesEveryMemberThatIsReadAndNoOther(ClientCommand type) {
    var asked = new AskedFields();
    for (ObjectNode frame : frames.good(payload(type))) {
      asked.read(frame, CommandDecoder::parse);
    }

    assertEquals(described("", payload(type)), asked.asked(), "Describe it at " + payload(type));
  }

  @ParameterizedTest
  @EnumSource(ClientCommand.class)
  void readsAllDescribedFrames(ClientCommand type) {
    for (ObjectNode frame : frames.good(payload(type))) {
      ClientFrame read = new CommandDecoder().decode(frame.toString());

      assertFalse(read instanceof ClientFrame.Bad, () -> frame + ": " + read);
    }
  }

  private SortedSet<String> described(String prefix, String pointer) {
    var names = new TreeSet<String>();
    frames
        .properties(pointer)
        .forEach(
            (name, at) -> {
              names.add(prefix + name);
              names.addAll(described(prefix + name + ".", at));
            });
    return names;
  }

  /** The types of the replies to frames of {@code type} that are accepted. */
  public static Set<String> repliesTo(ClientCommand type, Contract contract) {
    var replies = new TreeSet<String>();
    for (ObjectNode frame : new Frames(contract).good(payload(type))) {
      ClientFrame read = new CommandDecoder().decode(frame.toString());
      if (read instanceof ClientFrame.Asks asks) {
        replyTo(asks.command()).ifPresent(replies::add);
      } else {
        replies.add(FrameEncoder.PONG);
      }
    }
    return replies;
  }

  private static Optional<String> replyTo(Command<?> command) {
    return WireVariants.answer(command.getClass())
        .filter(ReplyFrames.TABLE::has)
        .map(ReplyFrames.TABLE::type);
  }

  private static SortedSet<String> readable() {
    return Stream.of(ClientCommand.values())
        .map(ClientCommand::wireName)
        .collect(toCollection(TreeSet::new));
  }

  private static String payload(ClientCommand type) {
    return MESSAGES + PREFIX + type.wireName() + "/payload";
  }
}
