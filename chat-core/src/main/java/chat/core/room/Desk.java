package chat.core.room;

import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a connection's commands work with before they reach a room: the house, and the connection's
 * own lane to wait in. Thread-safe as its parts are.
 */
record Desk(House house, Rooms rooms, PublicRooms publicRooms, Lane<Runnable> lane) {
  People people() {
    return rooms.people();
  }

  /** Executes {@code work} in the lane of {@code room}; the request is rejected without it. */
  <R extends Reply> void ask(RoomId room, Request<R> request, BiConsumer<Room, Request<R>> work) {
    rooms.ask(room, request, Task.of(request, work));
  }

  /** Goes on when {@code stage} has a result; when it fails, the request is refused. */
  <T, R extends Reply> void await(CompletionStage<T> stage, Request<R> request, Consumer<T> then) {
    lane.await(stage, (result, failure) -> request.settle(result, failure, then));
  }
}
