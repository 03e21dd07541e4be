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
 * Executes the commands that join a room: finds the room, in whose lane {@link JoinRoomHandler}
 * goes on. Stateless.
 */
public final class JoinHandlers {
  private JoinHandlers() {}

  public static void join(
      CommandContext desk, PendingReply<JoinRoom.Joined> request, JoinRoom command) {
    JoinRoomHandler.Wish wish = wish(command.after(), command.limit(), command.users(), false);
    join(desk, command.room(), request, wish);
  }

  public static void joinByCode(
      CommandContext desk, PendingReply<JoinRoom.Joined> request, JoinByCode command) {
    JoinRoomHandler.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    desk.await(
        desk.house().directory().roomWithCode(RandomCodes.normal(command.code())),
        request,
        found -> {
          if (found.isPresent()) {
            join(desk, found.get().id(), request, wish);
          } else {
            request.answerNow(
                new Outcome.Refused<>(
                    Refusal.NOT_FOUND, "code", "There is no room with this code."));
          }
        });
  }

  /** Finds the room, whose lane looks again: an invitation may be revoked at any moment. */
  public static void joinByInvite(
      CommandContext desk, PendingReply<JoinRoom.Joined> request, JoinByInvite command) {
    JoinRoomHandler.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    String hash = InviteSecrets.hash(command.secret());
    desk.await(
        desk.house().directory().invite(hash),
        request,
        found -> {
          if (found.isPresent()) {
            desk.ask(
                found.get().room(),
                request,
                (room, same) -> RoomInviteHandlers.join(room, same, hash, wish));
          } else {
            request.answerNow(RoomInviteHandlers.noSuchInvite());
          }
        });
  }

  private static JoinRoomHandler.Wish wish(
      Optional<Position> after, OptionalInt limit, boolean users, boolean admitted) {
    int page =
        limit.orElse(after.isPresent() ? ProtocolLimits.MAX_PAGE : ProtocolLimits.DEFAULT_PAGE);
    return new JoinRoomHandler.Wish(after, page, users, admitted);
  }

  private static void join(
      CommandContext desk,
      RoomId id,
      PendingReply<JoinRoom.Joined> request,
      JoinRoomHandler.Wish wish) {
    RoomTask task =
        RoomTask.admitting(request, (room, same) -> JoinRoomHandler.join(room, same, wish));
    desk.rooms().ask(id, request, task);
  }
}
