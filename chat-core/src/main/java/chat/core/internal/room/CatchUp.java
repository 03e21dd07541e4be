package chat.core.internal.room;

import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.RoomLog;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads events from the log that the room has not broadcast yet: after an append of unknown
 * outcome, and events that other nodes stored. Retries after failures. Confined to the lane of the
 * room.
 */
public final class CatchUp {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final long NONE = Long.MAX_VALUE;

  private final Room room;
  private boolean unsure;

  /** The head before an append of this node whose outcome is unknown, or NONE. */
  private long unpublishedAfter = NONE;

  private Duration retry = FIRST_RETRY;

  CatchUp(Room room) {
    this.room = room;
  }

  /** Whether the end of the log is unknown, so that nothing can be appended. */
  public boolean isUnsure() {
    return unsure;
  }

  /** Discards the state of a removed room. */
  void forget() {
    unsure = false;
    unpublishedAfter = NONE;
  }

  /** Reads and publishes what a failed append has stored, if anything. */
  void afterFailure(Runnable next) {
    unpublishedAfter = Math.min(unpublishedAfter, room.isUncreated() ? 0 : room.log().head());
    unsure = true;
    run(next);
  }

  /** Publishes the events found after a failed append, which may be of this node. */
  private void publishFound() {
    long first = unpublishedAfter;
    unpublishedAfter = NONE;
    if (first < room.log().head()) {
      room.rooms().peers().stored(room.id(), room.log().reach(), first + 1);
    }
  }

  /**
   * Calls {@link #refresh(Consumer)} for a command, which is rejected when that fails or the room
   * was removed.
   */
  public void refresh(PendingReply<?> request, Runnable next) {
    refresh(
        known -> {
          if (!known) {
            request.answerNow(Rejections.unavailable());
          } else if (room.isLive() || room.isUncreated()) {
            next.run();
          } else {
            request.answerNow(Rejections.noSuchRoom());
          }
        });
  }

  /**
   * Reads the head of the log and broadcasts the events that are missing here, then calls {@code
   * next} with whether that succeeded. A room that was removed, or has another log, ends. Must be
   * the last action of a task.
   */
  public void refresh(Consumer<Boolean> next) {
    if (room.isUncreated()) {
      run(() -> next.accept(!unsure));
      return;
    }
    room.lane()
        .await(
            room.chat().log().heads(List.of(room.id())),
            (heads, failure) -> {
              if (failure != null) {
                room.report(failure);
                next.accept(false);
              } else {
                refreshed(heads.get(room.id()), next);
              }
            });
  }

  private void refreshed(LogHead stored, Consumer<Boolean> next) {
    RoomLog log = room.log();
    if (stored == null || !stored.epoch().equals(log.reach().epoch())) {
      RoomEnd.removedElsewhere(room);
      next.accept(true);
    } else if (stored.seq() > log.head()) {
      run(() -> next.accept(log.head() >= stored.seq()));
    } else {
      log.reconcile(stored);
      next.accept(true);
    }
  }

  /** Reads the log from the head on, broadcasts the events found, then runs {@code next}. */
  void run(Runnable next) {
    if (room.isUncreated()) {
      lookForCreation(next);
      return;
    }
    long head = room.log().head();
    room.lane()
        .await(
            room.chat().log().readAfter(room.id(), head, ProtocolLimits.MAX_PAGE),
            (page, failure) -> {
              if (failure == null) {
                caughtUp(page, next);
                return;
              }
              room.report(failure);
              if (room.rooms().peers().exist()) {
                lookForRemoval(next);
              } else {
                retryLater(next);
              }
            });
  }

  /** Checks whether the log cannot be read because another node has removed the room. */
  private void lookForRemoval(Runnable next) {
    room.lane()
        .await(
            room.chat().log().heads(List.of(room.id())),
            (heads, failure) -> {
              if (failure == null && heads.isEmpty()) {
                RoomEnd.removedElsewhere(room);
                next.run();
              } else {
                retryLater(next);
              }
            });
  }

  /** Checks whether a failed append has created the conversation. */
  private void lookForCreation(Runnable next) {
    room.lane()
        .await(
            room.chat().log().heads(List.of(room.id())),
            (heads, failure) -> {
              LogHead head = failure == null ? heads.get(room.id()) : null;
              if (failure != null) {
                room.report(failure);
                retryLater(next);
              } else if (head != null) {
                room.markCreated(head.epoch());
                run(next);
              } else {
                unpublishedAfter = NONE; // nothing was stored
                sure();
                next.run();
              }
            });
  }

  private void caughtUp(LogPage page, Runnable next) {
    room.log().reconcile(page.head());
    room.appends().broadcast(page.events());
    room.log().reconcile(page.head());
    long missing = page.head().seq() - room.log().head();
    if (missing > 0 && page.events().isEmpty()) {
      room.report(new StoreException("events before the head of the log are missing"));
      retryLater(next);
    } else if (missing > 0) {
      run(next);
    } else {
      sure();
      next.run();
    }
  }

  private void sure() {
    unsure = false;
    retry = FIRST_RETRY;
    if (unpublishedAfter != NONE) {
      publishFound();
    }
  }

  private void retryLater(Runnable next) {
    unsure = true;
    room.later(
        retry,
        () -> {
          if (unsure) {
            run(() -> {});
          }
        });
    Duration doubled = retry.multipliedBy(2);
    retry = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    next.run();
  }

  /** Reads which events the log has removed by retention, and removes them from memory. */
  public static void noteFloor(Room room) {
    room.chat()
        .log()
        .heads(List.of(room.id()))
        .whenComplete(
            (heads, failure) -> {
              if (failure != null) {
                room.report(failure);
              } else if (heads.containsKey(room.id())) {
                LogHead stored = heads.get(room.id());
                room.offer(RoomTask.quiet(again -> again.log().reconcile(stored)));
              }
            });
  }
}
