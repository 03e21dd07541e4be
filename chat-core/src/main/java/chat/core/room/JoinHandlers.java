package chat.core.room;

import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Executes the commands that join a room: finds the room, in whose lane {@link Joining} goes on.
 * Stateless.
 */
final class JoinHandlers {
  private JoinHandlers() {}

  static void join(Desk desk, Request<JoinRoom.Joined> request, JoinRoom command) {
    Joining.Wish wish = wish(command.after(), command.limit(), command.users(), false);
    join(desk, command.room(), request, wish);
  }

  static void joinByCode(Desk desk, Request<JoinRoom.Joined> request, JoinByCode command) {
    Joining.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    desk.await(
        desk.house().directory().roomWithCode(Codes.normal(command.code())),
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
  static void joinByInvite(Desk desk, Request<JoinRoom.Joined> request, JoinByInvite command) {
    Joining.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    String hash = Invites.hash(command.secret());
    desk.await(
        desk.house().directory().invite(hash),
        request,
        found -> {
          if (found.isPresent()) {
            desk.ask(
                found.get().room(), request, (room, same) -> Inviting.join(room, same, hash, wish));
          } else {
            request.answerNow(Inviting.noSuchInvite());
          }
        });
  }

  private static Joining.Wish wish(
      Optional<Position> after, OptionalInt limit, boolean users, boolean admitted) {
    int page = limit.orElse(after.isPresent() ? Limits.MAX_PAGE : Limits.DEFAULT_PAGE);
    return new Joining.Wish(after, page, users, admitted);
  }

  private static void join(
      Desk desk, RoomId id, Request<JoinRoom.Joined> request, Joining.Wish wish) {
    Task task = Task.admitting(request, (room, same) -> Joining.join(room, same, wish));
    desk.rooms().ask(id, request, task);
  }
}
