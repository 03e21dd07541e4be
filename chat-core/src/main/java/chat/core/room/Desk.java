package chat.core.room;

import chat.core.command.Reply;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What a connection's commands work with before they reach a room: the house, and the connection's
 * own lane to wait in. Thread-safe as its parts are.
 */
record Desk(Lobby lobby, Lane<Runnable> lane) {
  House house() {
    return lobby.house();
  }

  Rooms rooms() {
    return lobby.rooms();
  }

  PublicRooms publicRooms() {
    return lobby.publicRooms();
  }

  People people() {
    return lobby.rooms().people();
  }

  /** Goes on when {@code stage} has a result; when it fails, the request is refused. */
  <T, R extends Reply> void await(CompletionStage<T> stage, Request<R> request, Consumer<T> then) {
    lane.await(stage, (result, failure) -> request.settle(result, failure, then));
  }
}
