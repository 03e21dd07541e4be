package chat.core.room;

import static chat.core.model.Right.ADMINISTER;
import static chat.core.model.Right.READ;
import static chat.core.model.Right.WRITE;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.Hello;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.MarkRead;
import chat.core.command.OpenConversation;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.RemoveRoom;
import chat.core.command.Reply;
import chat.core.command.RevokeInvite;
import chat.core.command.SearchMessages;
import chat.core.command.SetTyping;
import chat.core.command.SetUsername;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every command that the chat executes, one row for each. That no row is missing or there twice is
 * checked when the registry is made, so that a chat with a gap does not start. Immutable.
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
        throw new IllegalArgumentException("two rows for the command " + row.type().getName());
      }
    }
    types(Command.class)
        .filter(type -> !byType.containsKey(type))
        .findFirst()
        .ifPresent(
            type -> {
              throw new IllegalArgumentException("no row for the command " + type.getName());
            });
    this.rows = Map.copyOf(byType);
  }

  /** The classes in which a sealed hierarchy ends. */
  private static Stream<Class<?>> types(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandRegistry::types)
        : Stream.of(type);
  }

  /** The registry of a chat. */
  static CommandRegistry standard() {
    return new CommandRegistry(standardRows());
  }

  /** The row of every command, in the order: users, rooms, members, invites, messages. */
  static List<CommandRow<?, ?>> standardRows() {
    return List.of(
        CommandRow.of(Hello.class, READ, Catalogue::enter),
        CommandRow.of(SetUsername.class, WRITE, Naming::rename),
        CommandRow.of(ListRooms.class, READ, Catalogue::list).alsoAnonymous(),
        CommandRow.of(CreatePublicRoom.class, WRITE, Creating::publicRoom),
        CommandRow.of(CreateCodeRoom.class, WRITE, Creating::codeRoom),
        CommandRow.of(CreatePrivateRoom.class, WRITE, Creating::privateRoom),
        CommandRow.of(OpenConversation.class, WRITE, Creating::conversation),
        CommandRow.of(ChangeRoom.class, WRITE, ChangeRoomHandler::handle)
            .keyed(ChangeRoomHandler::reply),
        CommandRow.inRoom(
            RemoveRoom.class,
            ADMINISTER,
            RemoveRoom::room,
            (room, request, command) -> Removing.remove(room, request)),
        CommandRow.of(JoinRoom.class, READ, JoinHandlers::join),
        CommandRow.of(JoinByCode.class, READ, JoinHandlers::joinByCode),
        CommandRow.of(JoinByInvite.class, READ, JoinHandlers::joinByInvite),
        CommandRow.inRoom(
            LeaveRoom.class,
            READ,
            LeaveRoom::room,
            (room, request, command) -> Leaving.leave(room, request)),
        CommandRow.inRoom(ListMembers.class, READ, ListMembers::room, Reading::members),
        CommandRow.inRoom(
            CreateInvite.class,
            WRITE,
            CreateInvite::room,
            (room, request, command) -> Inviting.create(room, request)),
        CommandRow.inRoom(
            ListInvites.class,
            READ,
            ListInvites::room,
            (room, request, command) -> Inviting.list(room, request)),
        CommandRow.inRoom(
            RevokeInvite.class,
            WRITE,
            RevokeInvite::room,
            (room, request, command) -> Inviting.revoke(room, request, command.invite())),
        CommandRow.of(PostMessage.class, WRITE, Addressing::post).keyed(Posting::reply),
        CommandRow.of(SetTyping.class, WRITE, Typing::handle),
        CommandRow.inRoom(ReadHistory.class, READ, ReadHistory::room, Reading::history)
            .alsoAnonymous(),
        CommandRow.inRoom(MarkRead.class, READ, MarkRead::room, Marking::mark),
        CommandRow.of(SearchMessages.class, READ, Searching::search).alsoAnonymous());
  }

  /** The row of {@code command}. */
  @SuppressWarnings("unchecked") // a row is found by the class of its commands
  <R extends Reply> CommandRow<Command<R>, R> row(Command<R> command) {
    return (CommandRow<Command<R>, R>) rows.get(command.getClass());
  }
}
