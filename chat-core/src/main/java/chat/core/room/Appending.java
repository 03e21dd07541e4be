package chat.core.room;

import chat.core.event.Batch;
import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of a room's events: gathered into an {@link AppendBatch}, appended in one commit,
 * acknowledged, told. Nothing is acknowledged or told before the log has it.
 *
 * <p>When an append fails nobody knows whether it is stored. The senders are told so, the log is
 * read from the old head on, and what it holds is told; until that works nothing more is appended.
 * Confined to the room's lane.
 */
final class Appending {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final long NONE = Long.MAX_VALUE;

  private final Room room;
  private final RemoteEvents remote;
  private AppendBatch batch = new AppendBatch();
  private boolean unsure;

  /** The head before an append of this node of which it is not known what was stored, or NONE. */
  private long unpublishedAfter = NONE;

  private Duration retry = FIRST_RETRY;

  Appending(Room room) {
    this.room = room;
    this.remote = new RemoteEvents(room);
  }

  /** Events that other nodes stored. */
  RemoteEvents remote() {
    return remote;
  }

  /** Forgets what is known of the log, for the room has ended. */
  void forget() {
    unsure = false;
    unpublishedAfter = NONE;
    remote.clear();
  }

  /** Whether the log's end is not known, so that nothing can be appended. */
  boolean isUnsure() {
    return unsure;
  }

  boolean isIdle() {
    return batch.isEmpty() && !unsure;
  }

  /** Adds an event to the batch; a full batch is appended first. */
  void add(PendingAppend<?> event) {
    int weight = event.event().weight();
    if (batch.isFull(weight)) {
      flush(() -> batch.add(event, weight));
    } else {
      batch.add(event, weight);
    }
  }

  /** Adds a signal, told after what was added before it. */
  void add(Signal signal, UserId except) {
    batch.add(signal, except);
  }

  /** Appends what is gathered, then goes on with {@code next}. */
  void flush(Runnable next) {
    if (batch.isEmpty()) {
      next.run();
      return;
    }
    AppendBatch gathered = batch;
    batch = new AppendBatch();
    if (gathered.events().isEmpty()) {
      tell(gathered, List.of());
      next.run();
      return;
    }
    room.audience().flushAnswered();
    room.lane()
        .await(
            room.house().log().append(room.id(), room.opening(), gathered.drafts()),
            (appended, failure) -> {
              if (failure == null) {
                stored(gathered, appended, next);
              } else {
                lost(gathered, failure, next);
              }
            });
  }

  private void stored(AppendBatch gathered, Appended appended, Runnable next) {
    room.born(appended.head().epoch());
    room.log().reconcile(appended.head());
    acknowledge(gathered, appended.results());
    List<RoomEvent> events = appended.events();
    if (events.isEmpty() || events.get(0).seq() == room.log().head() + 1) {
      tell(gathered, appended.results());
      broadcast(remote.next());
      room.log().reconcile(appended.head());
      next.run();
    } else if (room.rooms().peers().exist()) {
      tell(gathered, List.of());
      remote.take(events, next);
    } else {
      catchUp(
          () -> {
            tell(gathered, List.of());
            next.run();
          });
    }
    if (!events.isEmpty()) {
      room.rooms().peers().stored(room.id(), appended.head(), events);
    }
  }

  private void acknowledge(AppendBatch gathered, List<Appended.Result> results) {
    for (int i = 0; i < results.size(); i++) {
      gathered.events().get(i).answer(room.audience(), results.get(i));
    }
  }

  private void lost(AppendBatch gathered, Throwable failure, Runnable next) {
    room.report(failure);
    unpublishedAfter = Math.min(unpublishedAfter, room.isUnborn() ? 0 : room.log().head());
    gathered.events().forEach(each -> each.answerUnavailable(room.audience()));
    unsure = true;
    catchUp(
        () -> {
          tell(gathered, List.of());
          next.run();
        });
  }

  /** Publishes what was stored since an append that failed: it may be this node's. */
  private void publishFound() {
    long first = unpublishedAfter;
    unpublishedAfter = NONE;
    if (first < room.log().head()) {
      room.rooms().peers().stored(room.id(), room.log().reach(), first + 1);
    }
  }

  /** Tells what was stored, which continues the log, with the turn's signals in their places. */
  private void tell(AppendBatch gathered, List<Appended.Result> results) {
    List<RoomEvent> run = new ArrayList<>();
    int place = 0;
    for (AppendBatch.Aside aside : gathered.asides()) {
      while (place < aside.place() && place < results.size()) {
        results.get(place++).stored().ifPresent(run::add);
      }
      tell(run);
      run.clear();
      room.audience().tell(aside.signal(), aside.except());
    }
    results.subList(place, results.size()).forEach(each -> each.stored().ifPresent(run::add));
    tell(run);
  }

  private void tell(List<RoomEvent> events) {
    List<RoomEvent> rest = events;
    while (!rest.isEmpty()) {
      List<RoomEvent> part = Pages.firstOfBatch(rest);
      part.forEach(room.log()::add);
      if (part.get(0).seq() == 1) {
        room.audience().introduce();
      }
      part.forEach(this::apply);
      room.audience().tell(new Batch(part));
      rest = rest.subList(part.size(), rest.size());
    }
    if (!events.isEmpty() && room.rooms().peers().exist() && room.conversation().isPresent()) {
      room.people().heads().broadcast(room.id(), room.log().head());
    }
  }

  /** Broadcasts events that the log has and that continue what was broadcast. */
  void broadcast(List<RoomEvent> events) {
    for (List<RoomEvent> next = events; !next.isEmpty(); next = remote.next()) {
      tell(next);
    }
  }

  /** Applies an event to the room's state, as the log did in the commit. */
  private void apply(RoomEvent event) {
    if (event instanceof MessagePosted posted) {
      room.people()
          .find(posted.author().id())
          .ifPresent(author -> author.read(room.id(), event.seq()));
      if (room.rooms().peers().exist()) { // the author may have typed on another node
        room.typing()
            .stopped(posted.author())
            .ifPresent(signal -> room.audience().tell(signal, posted.author().id()));
      }
    } else if (event instanceof RoomChanged changed) {
      room.changed(changed);
    }
  }

  /**
   * Reads how far the log reaches, broadcasts what is missing here, and goes on with {@code next},
   * which gets whether that worked. A room that is gone, or has another log, ends. To be called as
   * the last thing that a task does.
   */
  void refresh(Consumer<Boolean> next) {
    if (room.isUnborn()) {
      catchUp(() -> next.accept(!unsure));
      return;
    }
    room.lane()
        .await(
            room.house().log().heads(List.of(room.id())),
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
      catchUp(() -> next.accept(log.head() >= stored.seq()));
    } else {
      log.reconcile(stored);
      next.accept(true);
    }
  }

  /** Reads the log from the head on, tells what is there, then goes on with {@code next}. */
  void catchUp(Runnable next) {
    if (room.isUnborn()) {
      lookForBirth(next);
      return;
    }
    long head = room.log().head();
    room.lane()
        .await(
            room.house().log().readAfter(room.id(), head, Limits.MAX_PAGE),
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
            room.house().log().heads(List.of(room.id())),
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
            room.house().log().heads(List.of(room.id())),
            (heads, failure) -> {
              LogHead head = failure == null ? heads.get(room.id()) : null;
              if (failure != null) {
                room.report(failure);
                retryLater(next);
              } else if (head != null) {
                room.born(head.epoch());
                catchUp(next);
              } else {
                unpublishedAfter = NONE; // nothing was stored
                sure();
                next.run();
              }
            });
  }

  private void caughtUp(LogPage page, Runnable next) {
    room.log().reconcile(page.head());
    broadcast(page.events());
    room.log().reconcile(page.head());
    long missing = page.head().seq() - room.log().head();
    if (missing > 0 && page.events().isEmpty()) {
      room.report(new StoreException("the log has a head, but not the events before it"));
      retryLater(next);
    } else if (missing > 0) {
      catchUp(next);
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
            catchUp(() -> {});
          }
        });
    Duration doubled = retry.multipliedBy(2);
    retry = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    next.run();
  }
}
