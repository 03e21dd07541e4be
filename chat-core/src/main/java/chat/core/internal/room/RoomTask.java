package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A task of a room, which runs in its lane. */
public interface RoomTask {
  /** Runs the task in an existing room. */
  void run(Room room);

  /** Called instead of {@link #run} when the room does not exist or cannot be read. */
  void reject(Outcome.Refused<Reply> why);

  /**
   * Whether the task only adds to the append batch, so that the batch need not be appended before
   * it runs.
   */
  default boolean gathers() {
    return false;
  }

  /** Whether the task only adds to the membership batch, so that many joins share one commit. */
  default boolean admits() {
    return false;
  }

  /** Whether the task may run in a conversation that does not exist yet. */
  default boolean opens() {
    return false;
  }

  /**
   * The user whose membership is read from the store before the task runs, if this node knows of
   * none; null for no such check.
   */
  default ConnectedUser caller() {
    return null;
  }

  /** A task without a command to answer. */
  static RoomTask quiet(Consumer<Room> work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.accept(room);
      }

      @Override
      public void reject(Outcome.Refused<Reply> why) {
        // no command to answer
      }
    };
  }

  /**
   * A task without a command to answer, which also runs in a conversation that does not exist yet.
   */
  static RoomTask timed(Runnable work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.run();
      }

      @Override
      public void reject(Outcome.Refused<Reply> why) {
        // no command to answer
      }

      @Override
      public boolean opens() {
        return true;
      }
    };
  }

  /** A task that answers {@code request}. */
  static <R extends Reply> RoomTask of(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, false, false, false);
  }

  /** A task that continues {@code request}, whose membership was checked before. */
  static <R extends Reply> RoomTask further(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.accept(room, request);
      }

      @Override
      public void reject(Outcome.Refused<Reply> why) {
        request.answerNow(why.as());
      }
    };
  }

  /** A task that answers {@code request} and only adds to the append batch. */
  static <R extends Reply> RoomTask gathering(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, true, false, false);
  }

  /** A task that answers {@code request} and only adds to the membership batch. */
  static <R extends Reply> RoomTask admitting(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, false, false, true);
  }

  /**
   * A task that answers {@code request} and may run in a conversation that does not exist yet.
   *
   * @param gathers whether it only adds to the append batch
   */
  static <R extends Reply> RoomTask opening(
      PendingReply<R> request, boolean gathers, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, gathers, true, false);
  }

  /** A task that answers a command. */
  record Answering<R extends Reply>(
      PendingReply<R> request,
      BiConsumer<Room, PendingReply<R>> work,
      boolean gathers,
      boolean opens,
      boolean admits)
      implements RoomTask {
    @Override
    public void run(Room room) {
      work.accept(room, request);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      request.answerNow(why.as());
    }

    @Override
    public ConnectedUser caller() {
      return request.user();
    }
  }
}
