package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.Batch;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Sends replies and events of a room: events go to the connections that joined it, or to all
 * connections of the two users of a conversation. Confined to the lane of the room.
 */
public final class RoomBroadcaster {
  private final Room room;
  private final List<Connection> answered = new ArrayList<>();

  RoomBroadcaster(Room room) {
    this.room = room;
  }

  /** Answers a command; the connection is flushed when the drain is done. */
  public <R extends Reply> void answer(PendingReply<R> request, Outcome<R> outcome) {
    request.answer(outcome);
    answered.add(request.from());
  }

  /**
   * Suspends the lane until {@code stage} completes, then calls {@code then} with the result. A
   * failure is reported, and the command is rejected. Must be the last action of a task.
   */
  public <R extends Reply, T> void await(
      PendingReply<R> request, CompletionStage<T> stage, Consumer<T> then) {
    room.lane().await(stage, (result, failure) -> settle(request, result, failure, then));
  }

  /**
   * Calls {@code then} with the result of a stage, or reports its failure and rejects the command
   * as {@code unavailable}.
   */
  public <R extends Reply, T> void settle(
      PendingReply<R> request, T result, Throwable failure, Consumer<T> then) {
    if (failure != null) {
      room.report(failure);
      answer(request, Rejections.unavailable());
    } else {
      then.accept(result);
    }
  }

  /**
   * Flushes the connections that got replies. Called before the lane waits and at the end of a
   * drain.
   */
  void flushAnswered() {
    answered.forEach(Connection::flush);
    answered.clear();
  }

  /** Sends a batch to all connections of the room. */
  void broadcast(Batch batch) {
    for (Connection connection : connections()) {
      connection.deliver(batch);
    }
  }

  /** Sends a signal to all connections of the room but those of one user, who may be null. */
  public void broadcast(Signal signal, UserId except) {
    Batch batch = Batch.of(signal);
    for (Connection connection : connections()) {
      if (!connection.user().id().equals(except)) {
        connection.deliver(batch);
      }
    }
  }

  /** The number of connections that receive events of the room. */
  int size() {
    return connections().size();
  }

  private List<Connection> connections() {
    return room.conversation()
        .map(room.connectedUsers()::connections)
        .orElseGet(() -> room.roster().connections());
  }

  /** Shows a conversation to both users, who become members by its first message. */
  void showToBoth() {
    for (UserId each : room.conversation().map(Conversation::people).orElse(List.of())) {
      room.connectedUsers().find(each).ifPresent(this::showUnread);
    }
  }

  /**
   * Shows an existing conversation to those of its connected users who are not members of it yet.
   */
  public void showToMissing() {
    if (room.isUncreated()) {
      return; // its first message introduces it
    }
    for (UserId each : room.conversation().map(Conversation::people).orElse(List.of())) {
      room.connectedUsers()
          .find(each)
          .filter(user -> !user.isRetired() && !user.isMember(room.id()))
          .ifPresent(this::showUnread);
    }
  }

  private void showUnread(ConnectedUser user) {
    show(user, new Membership(room.id(), 0));
  }

  /** Adds a membership of a user, and shows the room to the user. */
  void show(ConnectedUser user, Membership membership) {
    user.joined(membership);
    RoomViews.ofMember(room, user)
        .whenComplete(
            (view, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else {
                user.send(new Signal.RoomShown(view), null);
              }
            });
  }
}
