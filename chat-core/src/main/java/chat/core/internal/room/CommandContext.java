package chat.core.internal.room;

import chat.core.command.Reply;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.PublicRooms;
import chat.core.internal.lane.Lane;
import chat.core.model.RoomId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What handlers use before a command reaches a room: the shared parts of the chat, and the lane of
 * the connection. Immutable; its parts are thread-safe.
 */
public record CommandContext(
    ChatContext chat, RoomRegistry rooms, PublicRooms publicRooms, Lane<Runnable> lane) {
  public PresenceRegistry connectedUsers() {
    return rooms.connectedUsers();
  }

  /**
   * Executes {@code work} in the lane of {@code room}; rejects the command when the room does not
   * exist.
   */
  public <R extends Reply> void submit(
      RoomId room, PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    rooms.submit(room, request, RoomTask.of(request, work));
  }

  /**
   * Suspends the lane of the connection until {@code stage} completes, then calls {@code then} with
   * the result; rejects the command when the stage fails.
   */
  public <T, R extends Reply> void await(
      CompletionStage<T> stage, PendingReply<R> request, Consumer<T> then) {
    lane.await(stage, (result, failure) -> request.settle(result, failure, then));
  }
}
