package chat.server.wire;

import chat.core.command.Hello;
import chat.core.command.Reply;
import chat.core.command.message.SetTyping;
import java.util.List;

/**
 * The frames of all replies, except {@link Hello.Greeted}, which is sent as a welcome, and {@link
 * SetTyping.Noted}, which is not sent. Stateless, thread-safe.
 */
public final class ReplyFrames {
  public static final FrameTable<Reply> TABLE =
      FrameTable.of(
          List.of(
              MessageFrames.REPLIES,
              OwnFrames.REPLIES,
              ChangeFrames.REPLIES,
              RoomFrames.REPLIES,
              MemberFrames.REPLIES,
              InviteFrames.REPLIES,
              SearchFrames.REPLIES));

  private ReplyFrames() {}
}
