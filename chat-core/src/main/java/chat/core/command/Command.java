package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.command.file.FileCommand;
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
import chat.core.command.message.MessageCommand;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SaveDraft;
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
import chat.core.command.room.SetNotifications;
import java.util.Optional;

/**
 * A command of a connection. Immutable. Its fields are as the caller gave them, not validated:
 * invalid values lead to {@link Outcome.Refused}, never to an exception.
 *
 * @param <R> the reply when it is accepted
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
        MessageCommand,
        FileCommand,
        ReadMessages,
        ReadThread,
        ListPins,
        ListVersions,
        ListReactions,
        ListMentions,
        SetTyping,
        ReadHistory,
        SearchMessages,
        MarkRead,
        MarkUnread,
        SetNotifications,
        SaveDraft,
        ListDrafts,
        FollowThread,
        MarkThread,
        ListThreads {
  /**
   * Upper estimate of the bytes of heap that the command takes until it is answered, computed in
   * constant time. Unanswered commands are bounded by it.
   */
  default int footprint() {
    return Footprint.OF_COMMAND;
  }

  /**
   * The rejection of a command with invalid fields, whatever the state of the chat; empty when the
   * fields are valid.
   *
   * @param maxTextLength maximum length of a message in code points
   */
  default Optional<Outcome.Refused<R>> check(int maxTextLength) {
    return Optional.empty();
  }
}
