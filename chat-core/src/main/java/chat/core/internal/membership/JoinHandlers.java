package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.RandomCodes;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.RoomTask;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Handlers of the commands that join a room: they find the room, and {@link JoinRoomHandler}
 * continues in its lane. Stateless.
 */
public final class JoinHandlers {
  private JoinHandlers() {}

  public static void join(
      CommandContext context, PendingReply<JoinRoom.Joined> request, JoinRoom command) {
    JoinRoomHandler.Options options =
        options(command.after(), command.limit(), command.users(), false);
    join(context, command.room(), request, options);
  }

  public static void joinByCode(
      CommandContext context, PendingReply<JoinRoom.Joined> request, JoinByCode command) {
    JoinRoomHandler.Options options =
        options(command.after(), command.limit(), command.users(), true);
    context.await(
        context.chat().directory().roomWithCode(RandomCodes.normal(command.code())),
        request,
        found -> {
          if (found.isPresent()) {
            join(context, found.get().id(), request, options);
          } else {
            request.answerNow(
                new Outcome.Refused<>(Refusal.NOT_FOUND, "code", "No room has this code."));
          }
        });
  }

  /**
   * Finds the room of an invite. The lane of the room reads the invite again, for it may have been
   * revoked meanwhile.
   */
  public static void joinByInvite(
      CommandContext context, PendingReply<JoinRoom.Joined> request, JoinByInvite command) {
    JoinRoomHandler.Options options =
        options(command.after(), command.limit(), command.users(), true);
    String hash = InviteSecrets.hash(command.secret());
    context.await(
        context.chat().directory().invite(hash),
        request,
        found -> {
          if (found.isPresent()) {
            context.submit(
                found.get().room(),
                request,
                (room, same) -> RoomInviteHandlers.join(room, same, hash, options));
          } else {
            request.answerNow(RoomInviteHandlers.noSuchInvite());
          }
        });
  }

  private static JoinRoomHandler.Options options(
      Optional<Position> after, OptionalInt limit, boolean users, boolean admitted) {
    int page =
        limit.orElse(after.isPresent() ? ProtocolLimits.MAX_PAGE : ProtocolLimits.DEFAULT_PAGE);
    return new JoinRoomHandler.Options(after, page, users, admitted);
  }

  private static void join(
      CommandContext context,
      RoomId id,
      PendingReply<JoinRoom.Joined> request,
      JoinRoomHandler.Options options) {
    RoomTask task =
        RoomTask.admitting(request, (room, same) -> JoinRoomHandler.join(room, same, options));
    context.rooms().submit(id, request, task);
  }
}
