package chat.server.wire.json;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.core.command.Reply;
import chat.core.event.Event;
import chat.server.contract.Contract;
import chat.server.contract.Variants;
import chat.server.wire.ClientCommand;
import chat.server.wire.EventFrames;
import chat.server.wire.FrameEncoder;
import chat.server.wire.ReadFramesContractTest;
import chat.server.wire.ReplyFrames;
import chat.server.wire.Samples;
import chat.server.wire.Welcome;
import chat.server.wire.WireFrames;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.event.WireVariants;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** AsyncAPI describes exactly the frames of the server and their members. */
final class SentFramesContractTest {
  private static final String MESSAGES = "/components/messages/";
  private static final String PREFIX = "server.";
  private static final List<Optional<String>> IDS = List.of(Optional.of("1"), Optional.empty());

  private final Contract contract = Contract.asyncApi();
  private final Variants variants = WireVariants.all();
  private final FrameEncoder encoder = new FrameEncoder();

  @Test
  void describesEveryFrameThatCanBeSentAndNoOther() {
    assertEquals(
        sendable(), described(), "Describe each frame as " + MESSAGES + PREFIX + "<type>.");
  }

  @Test
  void describesEveryMemberThatCanBeSentAndNoOther() {
    ReplyFrames.TABLE.types().keySet().forEach(this::sendReplies);
    EventFrames.types().keySet().forEach(this::sendEvents);
    for (Object welcome : variants.of(Welcome.class)) {
      sent(FrameEncoder.WELCOME, encoder.welcome((Welcome) welcome));
    }
    for (Optional<String> id : IDS) {
      sent(FrameEncoder.PONG, encoder.pong(id, Instant.EPOCH));
      for (Object error : variants.of(ApiError.class)) {
        sent(FrameEncoder.ERROR, encoder.error(id, (ApiError) error));
      }
    }

    for (String type : described()) {
      contract.assertAllSeen(payload(type));
    }
  }

  @Test
  void namesTheReplyToEveryCommand() {
    for (ClientCommand type : ClientCommand.values()) {
      var answers = new TreeSet<String>();
      contract
          .at("/operations/" + type.wireName() + "/reply/messages")
          .forEach(each -> answers.add(nameOf(each.get("$ref").stringValue())));

      assertEquals(answersTo(type), answers, type.wireName());
    }
  }

  @Test
  void namesEveryEvent() {
    var told = new TreeSet<>(EventFrames.types().values());
    told.add(FrameEncoder.ERROR); // to what is no frame
    var described = new TreeSet<String>();
    contract
        .at("/operations/tell/messages")
        .forEach(each -> described.add(nameOf(each.get("$ref").stringValue())));

    assertEquals(told, described);
  }

  @Test
  void describesEveryErrorCodeAndNoOther() {
    var described = new TreeSet<String>();
    contract
        .at("/components/schemas/ErrorCode/enum")
        .forEach(code -> described.add(code.stringValue()));

    assertEquals(
        Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(toCollection(TreeSet::new)),
        described);
  }

  private void sendReplies(Class<?> kind) {
    assertFalse(
        WireVariants.commandsAnsweredWith(kind).isEmpty(),
        () -> "nothing is answered with " + kind);
    for (Object reply : variants.of(kind)) {
      for (Optional<String> id : IDS) {
        sent(ReplyFrames.TABLE.type(kind), encoder.reply(id, (Reply) reply));
      }
    }
  }

  private void sendEvents(Class<?> kind) {
    for (Object event : variants.of(kind)) {
      WireFrames frame = WireFrames.of(64, json -> EventFrames.members(json, (Event) event));
      sent(EventFrames.types().get(kind), frame);
    }
  }

  private void sent(String type, WireFrames frame) {
    contract.assertSent(payload(type), Samples.text(frame));
  }

  private SortedSet<String> answersTo(ClientCommand type) {
    var answers = new TreeSet<>(List.of(FrameEncoder.ERROR));
    answers.addAll(ReadFramesContractTest.repliesTo(type, contract));
    return answers;
  }

  private static SortedSet<String> sendable() {
    var types = new TreeSet<>(ReplyFrames.TABLE.types().values());
    types.addAll(EventFrames.types().values());
    types.addAll(List.of(FrameEncoder.WELCOME, FrameEncoder.PONG, FrameEncoder.ERROR));
    return types;
  }

  private SortedSet<String> described() {
    return contract.at("/components/messages").propertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .collect(toCollection(TreeSet::new));
  }

  private static String nameOf(String reference) {
    return reference.substring(reference.lastIndexOf('.') + 1);
  }

  private static String payload(String type) {
    return MESSAGES + PREFIX + type + "/payload";
  }
}
