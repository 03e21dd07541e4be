package chat.core.internal.room;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Something for a room to do, in its lane. */
public interface RoomTask {
  /** Does it; the room is there. */
  void run(Room room);

  /** Gives up, for the room is not there or cannot be read. */
  void refuse(Outcome.Refused<Reply> why);

  /**
   * Whether it only adds to the room's turn, so that what is gathered there need not be appended
   * first.
   */
  default boolean gathers() {
    return false;
  }

  /** Whether it only adds to those who become members, of whom many are taken in one commit. */
  default boolean admits() {
    return false;
  }

  /** Whether it may run in a conversation that does not exist yet. */
  default boolean opens() {
    return false;
  }

  /** The user whose membership is looked up first when none is known; null for none. */
  default ConnectedUser asker() {
    return null;
  }

  /** A task that nobody waits for. */
  static RoomTask quiet(Consumer<Room> work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.accept(room);
      }

      @Override
      public void refuse(Outcome.Refused<Reply> why) {
        // nobody asked, so nobody is told
      }
    };
  }

  /** A task that nobody waits for, and that a conversation which does not exist yet does too. */
  static RoomTask timed(Runnable work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.run();
      }

      @Override
      public void refuse(Outcome.Refused<Reply> why) {
        // nobody asked, so nobody is told
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

  /** A task that goes on with {@code request}, whose user was looked up before. */
  static <R extends Reply> RoomTask further(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new RoomTask() {
      @Override
      public void run(Room room) {
        work.accept(room, request);
      }

      @Override
      public void refuse(Outcome.Refused<Reply> why) {
        request.answerNow(why.as());
      }
    };
  }

  /** A task that answers {@code request} and only gathers. */
  static <R extends Reply> RoomTask gathering(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, true, false, false);
  }

  /** A task that answers {@code request} and only adds to those who become members. */
  static <R extends Reply> RoomTask admitting(
      PendingReply<R> request, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, false, false, true);
  }

  /**
   * A task that answers {@code request} and may open the conversation.
   *
   * @param gathers whether it only gathers
   */
  static <R extends Reply> RoomTask opening(
      PendingReply<R> request, boolean gathers, BiConsumer<Room, PendingReply<R>> work) {
    return new Answering<>(request, work, gathers, true, false);
  }

  /** A task that somebody waits for. */
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
    public void refuse(Outcome.Refused<Reply> why) {
      request.answerNow(why.as());
    }

    @Override
    public ConnectedUser asker() {
      return request.person();
    }
  }
}
