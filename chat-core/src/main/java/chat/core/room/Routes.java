package chat.core.room;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.Enter;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.MarkRead;
import chat.core.command.OpenConversation;
import chat.core.command.Outcome;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.Refusal;
import chat.core.command.RemoveRoom;
import chat.core.command.Reply;
import chat.core.command.RevokeInvite;
import chat.core.command.SearchMessages;
import chat.core.command.SetTyping;
import chat.core.command.SetUsername;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Where each command goes: to a room's lane, or to the directory first. Confined to the pipeline.
 */
final class Routes {
  private final Desk desk;

  Routes(Desk desk) {
    this.desk = desk;
  }

  <R extends Reply> void route(Command<R> command, Request<R> request) {
    if (command instanceof PostMessage wish) {
      Addressing.post(desk, as(request), wish);
    } else if (command instanceof SetTyping wish) {
      type(as(request), wish);
    } else if (command instanceof JoinRoom wish) {
      join(wish.room(), as(request), wish(wish.after(), wish.limit(), wish.users(), false));
    } else if (command instanceof JoinByCode wish) {
      joinByCode(as(request), wish);
    } else if (command instanceof LeaveRoom wish) {
      ask(wish.room(), Routes.<Reply.LeftRoom>as(request), Leaving::leave);
    } else if (command instanceof RemoveRoom wish) {
      ask(wish.room(), Routes.<Reply.RoomRemoved>as(request), Removing::remove);
    } else if (command instanceof ListMembers wish) {
      Request<Reply.MembersListed> same = as(request);
      ask(wish.room(), same, (room, again) -> Reading.members(room, again, wish));
    } else if (command instanceof ReadHistory wish) {
      Request<Reply.HistoryRead> same = as(request);
      ask(wish.room(), same, (room, again) -> Reading.history(room, again, wish));
    } else if (command instanceof SearchMessages wish) {
      Searching.search(desk, as(request), wish);
    } else if (command instanceof MarkRead wish) {
      Request<Reply.MarkedRead> same = as(request);
      ask(wish.room(), same, (room, again) -> Marking.mark(room, again, wish));
    } else if (command instanceof SetUsername wish) {
      Naming.rename(desk, as(request), wish);
    } else if (command instanceof Enter) {
      Catalogue.enter(desk, as(request));
    } else if (command instanceof ListRooms wish) {
      Catalogue.list(desk, as(request), wish);
    } else if (command instanceof ChangeRoom change) {
      Request<Reply.RoomChangeStored> same = as(request);
      Task task = new ChangeRoomHandler.Change(desk.house(), same, change);
      desk.rooms().ask(change.room(), same, task);
    } else if (command instanceof CreatePublicRoom wish) {
      Creating.publicRoom(desk, as(request), wish);
    } else if (command instanceof CreateCodeRoom wish) {
      Creating.codeRoom(desk, as(request), wish);
    } else if (command instanceof CreatePrivateRoom wish) {
      Creating.privateRoom(desk, as(request), wish);
    } else if (command instanceof JoinByInvite wish) {
      joinByInvite(as(request), wish);
    } else if (command instanceof CreateInvite wish) {
      ask(wish.room(), Routes.<Reply.InviteCreated>as(request), Inviting::create);
    } else if (command instanceof ListInvites wish) {
      ask(wish.room(), Routes.<Reply.InvitesListed>as(request), Inviting::list);
    } else if (command instanceof RevokeInvite wish) {
      Request<Reply.InviteRevoked> same = as(request);
      ask(wish.room(), same, (room, again) -> Inviting.revoke(room, again, wish.invite()));
    } else if (command instanceof OpenConversation wish) {
      Creating.conversation(desk, as(request), wish);
    }
  }

  /** The request of a command whose kind is known, as what it is. */
  @SuppressWarnings("unchecked") // a command and its request have the same kind of reply
  static <S extends Reply> Request<S> as(Request<?> request) {
    return (Request<S>) request;
  }

  private <R extends Reply> void ask(
      RoomId room, Request<R> request, BiConsumer<Room, Request<R>> work) {
    desk.rooms().ask(room, request, Task.of(request, work));
  }

  private void type(Request<Reply.TypingNoted> request, SetTyping wish) {
    if (desk.rooms().isPressed(wish.room())) {
      request.answerNow(Outcome.accepted(new Reply.TypingNoted()));
      return;
    }
    Task task = Task.gathering(request, (room, same) -> Typing.type(room, same, wish.typing()));
    desk.rooms().ask(wish.room(), request, task);
  }

  private static Joining.Wish wish(
      Optional<Position> after, OptionalInt limit, boolean users, boolean admitted) {
    int page = limit.orElse(after.isPresent() ? Limits.MAX_PAGE : Limits.DEFAULT_PAGE);
    return new Joining.Wish(after, page, users, admitted);
  }

  private void join(RoomId id, Request<Reply.JoinedRoom> request, Joining.Wish wish) {
    Task task = Task.admitting(request, (room, same) -> Joining.join(room, same, wish));
    desk.rooms().ask(id, request, task);
  }

  private void joinByCode(Request<Reply.JoinedRoom> request, JoinByCode command) {
    Joining.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    desk.await(
        desk.house().directory().roomWithCode(Codes.normal(command.code())),
        request,
        found -> {
          if (found.isPresent()) {
            join(found.get().id(), request, wish);
          } else {
            request.answerNow(
                new Outcome.Refused<>(
                    Refusal.NOT_FOUND, "code", "There is no room with this code."));
          }
        });
  }

  /** Finds the room, whose lane looks again: an invitation may be revoked at any moment. */
  private void joinByInvite(Request<Reply.JoinedRoom> request, JoinByInvite command) {
    Joining.Wish wish = wish(command.after(), command.limit(), command.users(), true);
    String hash = Invites.hash(command.secret());
    desk.await(
        desk.house().directory().invite(hash),
        request,
        found -> {
          if (found.isPresent()) {
            ask(found.get().room(), request, (room, same) -> Inviting.join(room, same, hash, wish));
          } else {
            request.answerNow(Inviting.noSuchInvite());
          }
        });
  }
}
