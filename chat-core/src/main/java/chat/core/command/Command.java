package chat.core.command;

/**
 * Something that a connection asks for. Immutable. A command carries what the asker said,
 * unchecked: what is wrong with it comes back as {@link Outcome.Refused}, never as an exception.
 *
 * @param <R> what answers it when it is accepted
 */
public sealed interface Command<R extends Reply>
    permits Enter,
        SetUsername,
        ListRooms,
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
        ListMembers,
        PostMessage,
        SetTyping,
        ReadHistory,
        SearchMessages,
        MarkRead {}
