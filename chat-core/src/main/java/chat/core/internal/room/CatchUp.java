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
 * Reads from the log what a room has not broadcast yet: after an append of unknown outcome, and
 * what other nodes stored. What fails is tried again. Confined to the room's lane.
 */
public final class CatchUp {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final long NONE = Long.MAX_VALUE;

  private final Room room;
  private boolean unsure;

  /** The head before an append of this node of which it is not known what was stored, or NONE. */
  private long unpublishedAfter = NONE;

  private Duration retry = FIRST_RETRY;

  CatchUp(Room room) {
    this.room = room;
  }

  /** Whether the log's end is not known, so that nothing can be appended. */
  public boolean isUnsure() {
    return unsure;
  }

  /** Forgets what is known of the log, for the room has ended. */
  void forget() {
    unsure = false;
    unpublishedAfter = NONE;
  }

  /** Finds out what an append that failed has stored, and publishes that too. */
  void afterFailure(Runnable next) {
    unpublishedAfter = Math.min(unpublishedAfter, room.isUnborn() ? 0 : room.log().head());
    unsure = true;
    run(next);
  }

  /** Publishes what was stored since an append that failed: it may be this node's. */
  private void publishFound() {
    long first = unpublishedAfter;
    unpublishedAfter = NONE;
    if (first < room.log().head()) {
      room.rooms().peers().stored(room.id(), room.log().reach(), first + 1);
    }
  }

  /**
   * The same as {@link #refresh(Consumer)} for a request, which is refused when that fails or the
   * room is gone.
   */
  public void refresh(PendingReply<?> request, Runnable next) {
    refresh(
        known -> {
          if (!known) {
            request.answerNow(Rejections.unavailable());
          } else if (room.isLive() || room.isUnborn()) {
            next.run();
          } else {
            request.answerNow(Rejections.noSuchRoom());
          }
        });
  }

  /**
   * Reads how far the log reaches, broadcasts what is missing here, and goes on with {@code next},
   * which gets whether that worked. A room that is gone, or has another log, ends. To be called as
   * the last thing that a task does.
   */
  public void refresh(Consumer<Boolean> next) {
    if (room.isUnborn()) {
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
      RoomEnd.vanished(room);
      next.accept(true);
    } else if (stored.seq() > log.head()) {
      run(() -> next.accept(log.head() >= stored.seq()));
    } else {
      log.reconcile(stored);
      next.accept(true);
    }
  }

  /** Reads the log from the head on, broadcasts what is there, then goes on with {@code next}. */
  void run(Runnable next) {
    if (room.isUnborn()) {
      lookForBirth(next);
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
                lookForEnd(next);
              } else {
                retryLater(next);
              }
            });
  }

  /** Finds out whether the log cannot be read because another node has removed the room. */
  private void lookForEnd(Runnable next) {
    room.lane()
        .await(
            room.chat().log().heads(List.of(room.id())),
            (heads, failure) -> {
              if (failure == null && heads.isEmpty()) {
                RoomEnd.vanished(room);
                next.run();
              } else {
                retryLater(next);
              }
            });
  }

  /** Finds out whether an append that failed has created the conversation. */
  private void lookForBirth(Runnable next) {
    room.lane()
        .await(
            room.chat().log().heads(List.of(room.id())),
            (heads, failure) -> {
              LogHead head = failure == null ? heads.get(room.id()) : null;
              if (failure != null) {
                room.report(failure);
                retryLater(next);
              } else if (head != null) {
                room.born(head.epoch());
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
      room.report(new StoreException("the log has a head, but not the events before it"));
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

  /** Learns what the log has dropped by itself: what memory holds of it is shown no more. */
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
