package chat.core.command;

import chat.core.bound.Footprint;
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
