package chat.server.wire.json;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.contract.Contract;
import chat.server.contract.Frames;
import chat.server.contract.Variants;
import chat.server.rest.AccountBodies;
import chat.server.rest.AccountJson;
import chat.server.wire.ChangeJson;
import chat.server.wire.RestJson;
import chat.server.wire.Samples;
import chat.server.wire.ServerInfo;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.event.WireVariants;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** OpenAPI describes exactly the bodies of REST and their members. */
final class RestBodiesContractTest {
  private static final String SCHEMAS = "/components/schemas/";

  /** The schema of what each method writes. */
  private static final Map<String, String> WRITTEN =
      new TreeMap<>(
          Map.ofEntries(
              entry("health", "Health"),
              entry("rooms", "RoomsPage"),
              entry("history", "MessagesPage"),
              entry("found", "HitsPage"),
              entry("roomChanged", "RoomChanged"),
              entry("edited", "MessageChanged"),
              entry("deleted", "MessageChanged"),
              entry("described", "MessageChanged"),
              entry("reacted", "ReactionSet"),
              entry("pinned", "PinSet"),
              entry("pins", "PinsPage"),
              entry("files", "FilesPage"),
              entry("versions", "VersionsPage"),
              entry("reactions", "ReactionsPage"),
              entry("thread", "ThreadPage"),
              entry("followed", "ThreadFollowed"),
              entry("marked", "ThreadMarked"),
              entry("threads", "ThreadsPage"),
              entry("mentions", "MentionsPage"),
              entry("sent", "MessageSent"),
              entry("session", "Session"),
              entry("problem", "Problem"),
              entry("registration", "Registration"),
              entry("account", "Account"),
              entry("sessions", "Sessions"),
              entry("token", "BotToken"),
              entry("bots", "Bots"),
              entry("invitation", "InvitationMade"),
              entry("invitations", "Invitations")));

  /** The schema of what each method reads. */
  private static final Map<String, String> READ =
      new TreeMap<>(
          Map.ofEntries(
              entry("post", "PostBody"),
              entry("roomChange", "RoomChangeBody"),
              entry("edit", "EditBody"),
              entry("deletion", "DeletionBody"),
              entry("alt", "AltBody"),
              entry("key", "KeyBody"),
              entry("mark", "MarkBody"),
              entry("session", "SessionBody"),
              entry("registration", "RegistrationBody"),
              entry("change", "AccountChangeBody"),
              entry("password", "PasswordBody"),
              entry("bot", "BotBody"),
              entry("invitation", "InvitationBody")));

  private final Contract contract = Contract.openApi();
  private final Frames frames = new Frames(contract);

  @Test
  void knowsWhatEveryMethodWritesAndReads() {
    assertEquals(names(writers()), WRITTEN.keySet(), "Say here which schema describes it.");
    assertEquals(names(readers()), READ.keySet(), "Say here which schema describes it.");
  }

  @Test
  void describesEveryMemberThatCanBeSentAndNoOther() {
    for (Method writer : writers().toList()) {
      String pointer = SCHEMAS + WRITTEN.get(writer.getName());
      for (Object[] arguments : arguments(writer)) {
        byte[] body = (byte[]) call(writer, arguments);
        contract.assertSent(pointer, Samples.text(body));
      }
    }

    WRITTEN.values().forEach(schema -> contract.assertAllSeen(SCHEMAS + schema));
  }

  @Test
  void describesEveryMemberThatIsReadAndNoOther() {
    for (Method reader : readers().toList()) {
      String pointer = SCHEMAS + READ.get(reader.getName());
      var asked = new AskedFields();
      for (ObjectNode body : frames.good(pointer)) {
        asked.read(body, fields -> call(reader, fields));
      }

      assertEquals(frames.properties(pointer).keySet(), asked.asked(), pointer);
    }
  }

  @Test
  void readsEveryBodyOfARequestByItsSchema() {
    var described = new TreeSet<String>();
    contract.walk(
        (pointer, node) -> {
          if (pointer.endsWith("/requestBody")) {
            String schema = pointer + "/content/application~1json/schema";
            described.add(contract.resolve(schema).substring(SCHEMAS.length()));
          }
        });

    assertEquals(new TreeSet<>(READ.values()), described);
  }

  @Test
  void describesEveryErrorCodeWithItsStatus() {
    var described = new TreeSet<String>();
    contract.at(SCHEMAS + "ErrorCode/enum").forEach(code -> described.add(code.stringValue()));

    assertEquals(
        Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(toCollection(TreeSet::new)),
        described);
    for (ErrorCode code : ErrorCode.values()) {
      if (code == ErrorCode.QUOTA) {
        continue; // answers uploads alone, which tus describes
      }
      String response = contract.at("/components/responses/" + code.status()).toString();
      // Unknown frame types occur on the socket only.
      if (code != ErrorCode.UNKNOWN_TYPE && !response.contains("`" + code.code() + "`")) {
        throw new AssertionError(code + " is not in the words of response " + code.status());
      }
    }
  }

  private static Stream<Method> writers() {
    return methods().filter(each -> each.getReturnType() == byte[].class);
  }

  private static Stream<Method> readers() {
    return methods()
        .filter(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {JsonFields.class}));
  }

  /** The methods that can be called from outside the class. */
  private static Stream<Method> methods() {
    return Stream.of(RestJson.class, ChangeJson.class, AccountJson.class, AccountBodies.class)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(each -> !Modifier.isPrivate(each.getModifiers()) && !each.isSynthetic());
  }

  private static Set<String> names(Stream<Method> methods) {
    return methods.map(Method::getName).collect(toCollection(TreeSet::new));
  }

  private static List<Object[]> arguments(Method writer) {
    Variants variants = WireVariants.all();
    if (writer.getName().equals("health")) {
      variants.with(String.class, "ok", "stuck", "stopping");
      variants.with(ServerInfo.class, new ServerInfo("chat", "1", "n"));
    } else if (writer.getName().equals("problem")) {
      variants.with(int.class, 400);
    }
    return Variants.combine(
        Stream.of(writer.getGenericParameterTypes()).map(variants::of).toList());
  }

  private static Object call(Method method, Object... arguments) {
    try {
      method.setAccessible(true); // some bodies are parsed by package-private methods
      return method.invoke(
          Modifier.isStatic(method.getModifiers()) ? null : new RestJson(), arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.getName() + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(method.getName(), e);
    }
  }
}
