package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.RevokeInvite;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.RandomCodes;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.model.RoomInvite;
import chat.core.model.RoomKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Handlers of room invites, which give access to private rooms. Every member may create invites and
 * list all of them; the author of an invite and the author of the room may revoke it. Invites are
 * created, used and revoked in the lane of the room, so no join by an invite succeeds after its
 * revocation was acknowledged. Stateless.
 */
public final class RoomInviteHandlers {
  /** Maximum number of invites of a room: more than its members can keep track of. */
  private static final int MOST = 100;

  private RoomInviteHandlers() {}

  public static void create(Room room, PendingReply<CreateInvite.Created> request) {
    given(
        room,
        request,
        invites -> {
          if (invites.size() >= MOST) {
            room.broadcaster()
                .answer(
                    request,
                    Rejections.invalid(
                        "room", "A room has at most " + MOST + " invites. Revoke one first."));
            return;
          }
          String secret = InviteSecrets.secret(room.chat().random());
          RoomInvite invite =
              new RoomInvite(
                  RandomCodes.id(room.chat().random()),
                  room.id(),
                  request.user().id(),
                  room.chat().now());
          CompletionStage<Void> added =
              room.chat().directory().addInvite(invite, InviteSecrets.hash(secret));
          answer(room, request, added, new CreateInvite.Created(invite, secret));
        });
  }

  public static void list(Room room, PendingReply<ListInvites.Listed> request) {
    given(
        room,
        request,
        invites ->
            room.broadcaster()
                .answer(request, Outcome.accepted(new ListInvites.Listed(room.id(), invites))));
  }

  public static void revoke(Room room, PendingReply<RevokeInvite.Revoked> request, String id) {
    given(
        room,
        request,
        invites -> {
          Optional<RoomInvite> invite =
              invites.stream().filter(each -> each.id().equals(id)).findFirst();
          if (invite.isEmpty()) {
            room.broadcaster().answer(request, noSuchInvite());
          } else if (!AccessPolicy.mayRevoke(room, request.from(), invite.get())) {
            room.broadcaster().answer(request, Rejections.forbidden());
          } else {
            CompletionStage<Void> removed = room.chat().directory().removeInvite(room.id(), id);
            answer(room, request, removed, new RevokeInvite.Revoked(room.id(), id));
          }
        });
  }

  /** Joins the room when the invite is still valid. */
  static void join(
      Room room,
      PendingReply<JoinRoom.Joined> request,
      String hash,
      JoinRoomHandler.Options options) {
    room.broadcaster()
        .await(
            request,
            room.chat().directory().invite(hash),
            found -> {
              if (found.filter(invite -> invite.room().equals(room.id())).isEmpty()) {
                room.broadcaster().answer(request, noSuchInvite());
              } else {
                JoinRoomHandler.join(room, request, options);
              }
            });
  }

  static <R extends Reply> Outcome.Refused<R> noSuchInvite() {
    return new Outcome.Refused<>(
        Refusal.NOT_FOUND, "invite", "This invite does not exist or was revoked.");
  }

  /**
   * Passes the invites of a private room to {@code then} when the caller is a member of the room.
   */
  private static <R extends Reply> void given(
      Room room, PendingReply<R> request, Consumer<List<RoomInvite>> then) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.kind() != RoomKind.PRIVATE) {
      room.broadcaster()
          .answer(request, Rejections.invalid("room", "Only private rooms have invites."));
    } else {
      room.broadcaster()
          .await(
              request,
              room.chat().directory().invites(room.id()),
              invites -> {
                if (AccessPolicy.mayRead(room, request.user())) {
                  then.accept(invites);
                } else {
                  room.broadcaster().answer(request, Rejections.noSuchRoom()); // deleted meanwhile
                }
              });
    }
  }

  private static <R extends Reply> void answer(
      Room room, PendingReply<R> request, CompletionStage<Void> stored, R reply) {
    room.broadcaster()
        .await(
            request, stored, done -> room.broadcaster().answer(request, Outcome.accepted(reply)));
  }
}
