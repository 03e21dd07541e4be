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
 * What a connection's commands work with before they reach a room: the house, and the connection's
 * own lane to wait in. Thread-safe as its parts are.
 */
public record CommandContext(
    ChatContext chat, RoomRegistry rooms, PublicRooms publicRooms, Lane<Runnable> lane) {
  public PresenceRegistry connectedUsers() {
    return rooms.connectedUsers();
  }

  /** Executes {@code work} in the lane of {@code room}; the request is rejected without it. */
  public <R extends Reply> void ask(
      RoomId room, PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    rooms.ask(room, request, RoomTask.of(request, work));
  }

  /** Goes on when {@code stage} has a result; when it fails, the request is refused. */
  public <T, R extends Reply> void await(
      CompletionStage<T> stage, PendingReply<R> request, Consumer<T> then) {
    lane.await(stage, (result, failure) -> request.settle(result, failure, then));
  }
}
