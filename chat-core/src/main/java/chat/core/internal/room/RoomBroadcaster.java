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
import chat.core.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Who hears a room: the connections that joined it, or all connections of a conversation's two
 * people. Confined to the room's lane.
 */
public final class RoomBroadcaster {
  private final Room room;
  private final List<Connection> answered = new ArrayList<>();

  RoomBroadcaster(Room room) {
    this.room = room;
  }

  /** Answers a request; the listener is flushed when the drain is done. */
  public <R extends Reply> void answer(PendingReply<R> request, Outcome<R> outcome) {
    request.answer(outcome);
    answered.add(request.from());
  }

  /**
   * Goes on in the lane with the result of {@code stage}; when it fails, that is reported and the
   * request refused. To be called as the last thing that a task does.
   */
  public <R extends Reply, T> void await(
      PendingReply<R> request, CompletionStage<T> stage, Consumer<T> then) {
    room.lane().await(stage, (result, failure) -> settle(request, result, failure, then));
  }

  /** Goes on with what came of a stage: its result, or a failure that the asker is told of. */
  public <R extends Reply, T> void settle(
      PendingReply<R> request, T result, Throwable failure, Consumer<T> then) {
    if (failure != null) {
      room.report(failure);
      answer(request, Rejections.unavailable());
    } else {
      then.accept(result);
    }
  }

  /** Lets out what was answered; to be called before the lane waits, and when a drain is done. */
  void flushAnswered() {
    answered.forEach(Connection::flush);
    answered.clear();
  }

  /** Tells everybody who listens. */
  void tell(Batch batch) {
    for (Connection connection : listeners()) {
      connection.deliver(batch);
    }
  }

  /** Tells everybody who listens but one person, who may be null. */
  public void tell(Signal signal, UserId except) {
    Batch batch = Batch.of(signal);
    for (Connection connection : listeners()) {
      if (!connection.person().id().equals(except)) {
        connection.deliver(batch);
      }
    }
  }

  /** How many connections hear the room. */
  int size() {
    return listeners().size();
  }

  private List<Connection> listeners() {
    return room.conversation()
        .map(room.connectedUsers()::listeners)
        .orElseGet(() -> room.roster().listeners());
  }

  /** Shows a conversation to both people, whose first message makes them members. */
  void introduce() {
    for (UserId each : room.conversation().map(Conversation::people).orElse(List.of())) {
      room.connectedUsers().find(each).ifPresent(this::introduceTo);
    }
  }

  /** The same for those who do not have the conversation, of which something is stored. */
  public void introduceMissing() {
    if (room.isUnborn()) {
      return; // its first message introduces it
    }
    for (UserId each : room.conversation().map(Conversation::people).orElse(List.of())) {
      room.connectedUsers()
          .find(each)
          .filter(person -> !person.isGone() && !person.isMember(room.id()))
          .ifPresent(this::introduceTo);
    }
  }

  private void introduceTo(ConnectedUser person) {
    show(person, 0);
  }

  /** Makes known that a user belongs to the room, with this read marker. */
  void show(ConnectedUser person, long mark) {
    person.joined(room.id(), mark);
    RoomViews.ofMember(room, person)
        .whenComplete(
            (view, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else {
                person.tell(new Signal.RoomShown(view), null);
              }
            });
  }
}
