package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.OpenConversation;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.RandomCodes;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.internal.room.RoomViews;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.core.port.RoomBounds;
import chat.core.port.RoomDirectory.Addition;
import chat.core.port.UserDirectory;
import java.util.List;
import java.util.Map;

/** Handlers of the commands that create rooms and open direct conversations. Stateless. */
public final class CreateRoomHandler {
  private CreateRoomHandler() {}

  public static void publicRoom(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      CreatePublicRoom command) {
    String name = command.name().strip();
    String id = RoomId.kebab(name);
    publicRoom(context, request, name, id.isEmpty() ? RandomCodes.id(context.chat().random()) : id);
  }

  private static void publicRoom(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      String name,
      String id) {
    RoomRecord record = RoomRecord.open(RoomId.of(id), name).by(request.user().id());
    add(
        context,
        request,
        record,
        () -> publicRoom(context, request, name, RandomCodes.id(context.chat().random())));
  }

  public static void codeRoom(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      CreateCodeRoom command) {
    String code = RandomCodes.code(context.chat().random());
    String name = command.name().map(String::strip).orElse("Room " + code);
    RoomId id = RoomId.of(RandomCodes.id(context.chat().random()));
    RoomRecord record = RoomRecord.coded(id, name, code).by(request.user().id());
    add(context, request, record, () -> codeRoom(context, request, command));
  }

  public static void privateRoom(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      CreatePrivateRoom command) {
    RoomId id = RoomId.of(RandomCodes.id(context.chat().random()));
    RoomRecord record = RoomRecord.invited(id, command.name().strip()).by(request.user().id());
    add(context, request, record, () -> privateRoom(context, request, command));
  }

  private static void add(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      RoomRecord record,
      Runnable again) {
    if (!AccessPolicy.mayBelongToAnother(request.user())) {
      request.answerNow(Rejections.tooManyRooms());
      return;
    }
    int most = AccessPolicy.mostCreated(record.kind());
    RoomBounds bounds =
        new RoomBounds(most, ProtocolLimits.MAX_ROOMS_OF_USER, request.from().origin());
    context.await(
        context.chat().directory().addRoom(record, List.of(request.user().id()), bounds),
        request,
        addition -> {
          if (addition == Addition.ADDED) {
            context
                .rooms()
                .submitToNew(
                    record.id(), request, RoomTask.further(request, CreateRoomHandler::created));
          } else if (addition == Addition.NAME_TAKEN) {
            request.answerNow(Rejections.nameTaken());
          } else if (addition == Addition.TOO_MANY) {
            request.answerNow(Rejections.tooManyCreated(most));
          } else if (addition == Addition.MEMBER_OF_TOO_MANY) {
            request.answerNow(Rejections.tooManyRooms());
          } else if (addition == Addition.TOO_MANY_OF_ORIGIN) {
            request.answerNow(Rejections.tooManyOfOrigin());
          } else {
            again.run(); // the random id or code was already in use
          }
        });
  }

  private static void created(Room room, PendingReply<CreatePublicRoom.Created> request) {
    request.user().joined(room.id(), 0);
    show(room, request);
    room.rooms().peers().membership(room.id(), request.user().id());
    if (room.kind() == RoomKind.PUBLIC) {
      room.connectedUsers().roomAdded(room.infoNow());
      room.rooms().peers().listed(room.id());
    }
  }

  private static void show(Room room, PendingReply<CreatePublicRoom.Created> request) {
    request.when(
        RoomViews.ofMember(room, request.user()),
        view -> {
          request.answerNow(Outcome.accepted(new CreatePublicRoom.Created(view)));
          request.user().send(new Signal.RoomShown(view), request.from());
        });
  }

  public static void conversation(
      CommandContext context,
      PendingReply<CreatePublicRoom.Created> request,
      OpenConversation command) {
    if (command.with().equals(request.user().id())) {
      request.answerNow(
          Rejections.invalid("user", "You cannot open a conversation with yourself."));
      return;
    }
    RoomId conversation = Conversation.between(request.user().id(), command.with()).room();
    boolean isOpen = request.user().isMember(conversation);
    UserDirectory directory = context.chat().directory();
    List<UserId> with = List.of(command.with());
    context.await(
        isOpen ? directory.users(with) : directory.active(with),
        request,
        users -> {
          if (users.isEmpty()) {
            request.answerNow(new Outcome.Refused<>(Refusal.NOT_FOUND, "user", "User not found."));
            return;
          }
          context
              .rooms()
              .submit(
                  conversation, request, RoomTask.opening(request, false, CreateRoomHandler::open));
        });
  }

  /** Creates the conversation if it does not exist, and makes the caller a member of it. */
  private static void open(Room room, PendingReply<CreatePublicRoom.Created> request) {
    ConnectedUser user = request.user();
    if (!room.isUncreated() && user.isMember(room.id())) {
      show(room, request);
      return;
    }
    Directory directory = room.chat().directory();
    RoomRecord record = RoomRecord.direct(room.conversation().orElseThrow());
    room.broadcaster()
        .await(
            request,
            directory
                .addRoom(record, List.of(user.id()))
                .thenCompose(added -> directory.join(room.id(), Map.of(user.id(), 0L)))
                .thenCompose(joined -> room.chat().log().heads(List.of(room.id()))),
            heads -> {
              user.joined(room.id(), 0);
              room.markCreated(heads.get(room.id()).epoch());
              show(room, request);
              room.rooms().peers().membership(room.id(), user.id());
            });
  }
}
