package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SearchMessages;
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
import java.util.Optional;

/**
 * Something that a connection asks for. Immutable. A command carries what the asker said,
 * unchecked: what is wrong with it comes back as {@link Outcome.Refused}, never as an exception.
 *
 * @param <R> what answers it when it is accepted
 */
public sealed interface Command<R extends Reply>
    permits Hello,
        SetUsername,
        ListRooms,
        ChangeRoom,
        CreatePublicRoom,
        CreateCodeRoom,
        CreatePrivateRoom,
        OpenConversation,
        JoinRoom,
        JoinByCode,
        JoinByInvite,
        CreateInvite,
        ListInvites,
        RevokeInvite,
        LeaveRoom,
        RemoveRoom,
        ListMembers,
        PostMessage,
        SetTyping,
        ReadHistory,
        SearchMessages,
        MarkRead {
  /**
   * How many bytes of heap it takes while it waits, estimated from above in constant time. What
   * waits is bounded by it.
   */
  default int footprint() {
    return Footprint.OF_COMMAND;
  }

  /**
   * Why the command is rejected whatever the state of the chat is; empty when it is valid in
   * itself.
   *
   * @param maxTextLength the most code points of a message
   */
  default Optional<Outcome.Refused<R>> check(int maxTextLength) {
    return Optional.empty();
  }
}
