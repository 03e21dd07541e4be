package chat.server.wire.event;

import chat.core.command.Command;
import chat.core.event.RoomEvent;
import chat.core.model.Mention;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.search.Snippet;
import chat.server.account.Role;
import chat.server.account.SessionRecord;
import chat.server.account.TokenHash;
import chat.server.contract.Variants;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of everything that is sent, made by {@link Variants} from what the code can say. */
public final class WireVariants {
  private static final Object[] CODES =
      Stream.of(ErrorCode.values()).map(ErrorCode::code).toArray();

  private WireVariants() {}

  /** What cannot be made of parts that are anything. */
  public static Variants all() {
    Variants variants = values();
    Object[] known =
        EventCodecs.types().keySet().stream().flatMap(type -> variants.of(type).stream()).toArray();
    return values().with(RoomEvent.class, known); // not those of later versions
  }

  private static Variants values() {
    return new Variants()
        .with(UserId.class, UserId.of("u1"))
        .with(RoomId.class, RoomId.of("general"), RoomId.of("dm.u1.u2"))
        .with(Position.class, new Position("e1", 9))
        .with(Mention.class, users().map(user -> new Mention(user, 0, 4)).toArray())
        .with(Snippet.class, new Snippet("tea", 0, 3, List.of(new Snippet.Mark(0, 3))))
        .with(RoomInfo.class, "topic", "tea", "")
        .with(TokenHash.class, TokenHash.of("one"), TokenHash.of("other"))
        .with(SessionRecord.class, "agent", "curl", "")
        .with(ApiError.class, "code", CODES)
        .with(Role.class, (Object[]) Role.values());
  }

  private static Stream<User> users() {
    return Stream.of(User.Kind.values()).map(kind -> new User(UserId.of("u1"), "ada", kind));
  }

  /** The classes of the commands that are answered with {@code reply}. */
  public static List<Class<?>> commandsAnsweredWith(Class<?> reply) {
    return leaves(Command.class)
        .filter(command -> answer(command).filter(reply::equals).isPresent())
        .toList();
  }

  /** The class of the reply to commands of a class. */
  public static Optional<Class<?>> answer(Class<?> command) {
    for (Type type : command.getGenericInterfaces()) {
      if (type instanceof ParameterizedType generic
          && generic.getActualTypeArguments()[0] instanceof Class<?> reply) {
        return Optional.of(reply);
      }
    }
    return Optional.empty();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(WireVariants::leaves)
        : Stream.of(type);
  }
}
