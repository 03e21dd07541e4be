package chat.core.internal.dispatch;

import static chat.core.model.Right.ADMINISTER;
import static chat.core.model.Right.READ;
import static chat.core.model.Right.WRITE;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.file.ContinueUpload;
import chat.core.command.file.CreateUpload;
import chat.core.command.file.ListFiles;
import chat.core.command.file.OpenFile;
import chat.core.command.file.ReadUpload;
import chat.core.command.file.RemoveUpload;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListDrafts;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListThreads;
import chat.core.command.message.ListVersions;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SaveDraft;
import chat.core.command.message.SearchMessages;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.command.message.SetTyping;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreateInvite;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListInvites;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.RemoveRoom;
import chat.core.command.room.RevokeInvite;
import chat.core.command.room.SetNotifications;
import chat.core.internal.history.HistoryHandlers;
import chat.core.internal.history.ListFilesHandler;
import chat.core.internal.history.MarkReadHandler;
import chat.core.internal.history.MarkThreadHandler;
import chat.core.internal.history.MentionsHandler;
import chat.core.internal.history.MessageDetailHandlers;
import chat.core.internal.history.MessageHandlers;
import chat.core.internal.history.SearchHandler;
import chat.core.internal.history.ThreadHandlers;
import chat.core.internal.membership.ChangeRoomHandler;
import chat.core.internal.membership.CreateRoomHandler;
import chat.core.internal.membership.JoinHandlers;
import chat.core.internal.membership.LeaveRoomHandler;
import chat.core.internal.membership.ListRoomsHandler;
import chat.core.internal.membership.RemoveRoomHandler;
import chat.core.internal.membership.RenameHandler;
import chat.core.internal.membership.RoomInviteHandlers;
import chat.core.internal.membership.SetNotificationsHandler;
import chat.core.internal.message.DraftHandlers;
import chat.core.internal.message.MentionResolver;
import chat.core.internal.message.MessageChanges;
import chat.core.internal.message.PostMessageHandler;
import chat.core.internal.room.TypingTracker;
import chat.core.internal.upload.OpenFileHandler;
import chat.core.internal.upload.UploadHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of all commands that the chat executes, one row for each. The constructor checks that
 * no row is missing or duplicated, so a chat with an incomplete table does not start. Immutable.
 */
final class CommandRegistry {
  private final Map<Class<?>, CommandRow<?, ?>> rows;

  /**
   * A registry of {@code rows}.
   *
   * @throws IllegalArgumentException unless there is exactly one row for each type of command
   */
  CommandRegistry(List<CommandRow<?, ?>> rows) {
    Map<Class<?>, CommandRow<?, ?>> byType = new HashMap<>();
    for (CommandRow<?, ?> row : rows) {
      if (byType.put(row.type(), row) != null) {
        throw new IllegalArgumentException("duplicate row for command " + row.type().getName());
      }
    }
    types(Command.class)
        .filter(type -> !byType.containsKey(type))
        .findFirst()
        .ifPresent(
            type -> {
              throw new IllegalArgumentException("missing row for command " + type.getName());
            });
    this.rows = Map.copyOf(byType);
  }

  /** The concrete classes of a sealed hierarchy. */
  private static Stream<Class<?>> types(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandRegistry::types)
        : Stream.of(type);
  }

  /** The registry of all commands. */
  static CommandRegistry standard() {
    return new CommandRegistry(standardRows());
  }

  /** The row of every command, in the order: users, rooms, members, invites, messages, files. */
  static List<CommandRow<?, ?>> standardRows() {
    return List.of(
        CommandRow.of(Hello.class, READ, ListRoomsHandler::enter),
        CommandRow.of(SetUsername.class, WRITE, RenameHandler::rename),
        CommandRow.of(ListRooms.class, READ, ListRoomsHandler::list).alsoAnonymous(),
        CommandRow.of(CreatePublicRoom.class, WRITE, CreateRoomHandler::publicRoom),
        CommandRow.of(CreateCodeRoom.class, WRITE, CreateRoomHandler::codeRoom),
        CommandRow.of(CreatePrivateRoom.class, WRITE, CreateRoomHandler::privateRoom),
        CommandRow.of(OpenConversation.class, WRITE, CreateRoomHandler::conversation),
        CommandRow.of(ChangeRoom.class, WRITE, ChangeRoomHandler::handle)
            .keyed(ChangeRoomHandler::reply),
        CommandRow.inRoom(
            RemoveRoom.class,
            ADMINISTER,
            RemoveRoom::room,
            (room, request, command) -> RemoveRoomHandler.remove(room, request)),
        CommandRow.of(JoinRoom.class, READ, JoinHandlers::join),
        CommandRow.of(JoinByCode.class, READ, JoinHandlers::joinByCode),
        CommandRow.of(JoinByInvite.class, READ, JoinHandlers::joinByInvite),
        CommandRow.inRoom(
            LeaveRoom.class,
            READ,
            LeaveRoom::room,
            (room, request, command) -> LeaveRoomHandler.leave(room, request)),
        CommandRow.inRoom(ListMembers.class, READ, ListMembers::room, HistoryHandlers::members),
        CommandRow.inRoom(
            CreateInvite.class,
            WRITE,
            CreateInvite::room,
            (room, request, command) -> RoomInviteHandlers.create(room, request)),
        CommandRow.inRoom(
            ListInvites.class,
            READ,
            ListInvites::room,
            (room, request, command) -> RoomInviteHandlers.list(room, request)),
        CommandRow.inRoom(
            RevokeInvite.class,
            WRITE,
            RevokeInvite::room,
            (room, request, command) -> RoomInviteHandlers.revoke(room, request, command.invite())),
        CommandRow.of(PostMessage.class, WRITE, MentionResolver::post)
            .keyed(PostMessageHandler::reply),
        CommandRow.of(EditMessage.class, WRITE, MessageChanges::edit).keyed(MessageChanges::reply),
        CommandRow.of(DeleteMessage.class, WRITE, MessageChanges::delete)
            .keyed(MessageChanges::reply),
        CommandRow.of(SetReaction.class, WRITE, MessageChanges::react).keyed(MessageChanges::reply),
        CommandRow.of(SetPin.class, WRITE, MessageChanges::pin).keyed(MessageChanges::reply),
        CommandRow.of(SetAlt.class, WRITE, MessageChanges::describe).keyed(MessageChanges::reply),
        CommandRow.of(SetTyping.class, WRITE, TypingTracker::handle),
        CommandRow.inRoom(ReadHistory.class, READ, ReadHistory::room, HistoryHandlers::history)
            .alsoAnonymous(),
        CommandRow.inRoom(ReadMessages.class, READ, ReadMessages::room, MessageHandlers::messages)
            .alsoAnonymous(),
        CommandRow.inRoom(ReadThread.class, READ, ReadThread::room, MessageHandlers::thread)
            .alsoAnonymous(),
        CommandRow.inRoom(ListPins.class, READ, ListPins::room, MessageDetailHandlers::pins)
            .alsoAnonymous(),
        CommandRow.inRoom(
                ListVersions.class, READ, ListVersions::room, MessageDetailHandlers::versions)
            .alsoAnonymous(),
        CommandRow.inRoom(
                ListReactions.class, READ, ListReactions::room, MessageDetailHandlers::reactions)
            .alsoAnonymous(),
        CommandRow.of(ListMentions.class, READ, MentionsHandler::list),
        CommandRow.inRoom(MarkRead.class, READ, MarkRead::room, MarkReadHandler::mark),
        CommandRow.inRoom(MarkUnread.class, READ, MarkUnread::room, MarkReadHandler::markUnread),
        CommandRow.inRoom(
            SetNotifications.class, WRITE, SetNotifications::room, SetNotificationsHandler::set),
        CommandRow.inRoom(
            SaveDraft.class, WRITE, command -> command.draft().room(), DraftHandlers::save),
        CommandRow.of(ListDrafts.class, READ, DraftHandlers::list),
        CommandRow.inRoom(FollowThread.class, WRITE, FollowThread::room, ThreadHandlers::follow),
        CommandRow.inRoom(MarkThread.class, READ, MarkThread::room, MarkThreadHandler::mark),
        CommandRow.of(ListThreads.class, READ, ThreadHandlers::list),
        CommandRow.of(CreateUpload.class, WRITE, UploadHandlers::create),
        CommandRow.of(ReadUpload.class, READ, UploadHandlers::read),
        CommandRow.of(ContinueUpload.class, WRITE, UploadHandlers::proceed),
        CommandRow.of(RemoveUpload.class, WRITE, UploadHandlers::remove),
        CommandRow.of(OpenFile.class, READ, OpenFileHandler::open).alsoAnonymous(),
        CommandRow.inRoom(ListFiles.class, READ, ListFiles::room, ListFilesHandler::list)
            .alsoAnonymous(),
        CommandRow.of(SearchMessages.class, READ, SearchHandler::search).alsoAnonymous());
  }

  /** The row of {@code command}. */
  @SuppressWarnings("unchecked") // a row is found by the class of its commands
  <R extends Reply> CommandRow<Command<R>, R> row(Command<R> command) {
    return (CommandRow<Command<R>, R>) rows.get(command.getClass());
  }
}
