package chat.core.internal.room;

import chat.core.event.Batch;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.internal.log.Paging;
import chat.core.model.UserId;
import chat.core.port.Appended;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends the events of a room: they are gathered into an {@link AppendBatch}, appended in one
 * commit, acknowledged and broadcast. Nothing is acknowledged or broadcast before it is stored.
 *
 * <p>When an append fails, its outcome is unknown. The commands are rejected as {@code
 * unavailable}, the log is read from the old head on, and the events found are broadcast; until
 * that succeeds, nothing more is appended. Confined to the lane of the room.
 */
public final class AppendPipeline {
  private final Room room;
  private final RemoteEvents remote;
  private AppendBatch batch = new AppendBatch();

  AppendPipeline(Room room) {
    this.room = room;
    this.remote = new RemoteEvents(room);
  }

  /** Events that other nodes stored. */
  public RemoteEvents remote() {
    return remote;
  }

  /** Discards the state of a removed room. */
  void forget() {
    room.catchUp().forget();
    remote.clear();
  }

  boolean isIdle() {
    return batch.isEmpty() && !room.catchUp().isUnsure();
  }

  /** Adds an event to the batch; appends a full batch first. */
  public void add(PendingAppend<?> event) {
    int weight = event.weight();
    if (batch.isFull(weight)) {
      flush(() -> batch.add(event, weight));
    } else {
      batch.add(event, weight);
    }
  }

  /** Adds a signal, which is sent after everything that was added before it. */
  public void add(Signal signal, UserId except) {
    batch.add(signal, except);
  }

  /** Appends the batch, then runs {@code next}. */
  void flush(Runnable next) {
    if (batch.isEmpty()) {
      next.run();
      return;
    }
    AppendBatch gathered = batch;
    batch = new AppendBatch();
    if (gathered.events().isEmpty()) {
      broadcast(gathered, List.of());
      next.run();
      return;
    }
    room.broadcaster().flushAnswered();
    room.lane()
        .await(
            room.chat().log().append(room.id(), room.opening(), gathered.drafts()),
            (appended, failure) -> {
              if (failure == null) {
                stored(gathered, appended, next);
              } else {
                lost(gathered, failure, next);
              }
            });
  }

  private void stored(AppendBatch gathered, Appended appended, Runnable next) {
    room.markCreated(appended.head().epoch());
    room.log().reconcile(appended.head());
    acknowledge(gathered, appended.results());
    FollowedThreads.began(room, appended.followers());
    List<RoomEvent> events = appended.events();
    if (events.isEmpty() || events.get(0).seq() == room.log().head() + 1) {
      broadcast(gathered, appended.results());
      broadcast(remote.next());
      room.log().reconcile(appended.head());
      next.run();
    } else if (room.rooms().peers().exist()) {
      broadcast(gathered, List.of());
      remote.take(events, next);
    } else {
      room.catchUp()
          .run(
              () -> {
                broadcast(gathered, List.of());
                next.run();
              });
    }
    if (!events.isEmpty()) {
      room.rooms().peers().stored(room.id(), appended.head(), events);
    }
  }

  private void acknowledge(AppendBatch gathered, List<Appended.Result> results) {
    for (int i = 0; i < results.size(); i++) {
      gathered.events().get(i).answer(room, results.get(i));
    }
  }

  private void lost(AppendBatch gathered, Throwable failure, Runnable next) {
    room.report(failure);
    gathered.events().forEach(each -> each.answerUnavailable(room.broadcaster()));
    room.catchUp()
        .afterFailure(
            () -> {
              broadcast(gathered, List.of());
              FollowedThreads.checkAfter(room, gathered);
              next.run();
            });
  }

  /**
   * Broadcasts the stored events, which continue the log, with the signals of the batch in their
   * places.
   */
  private void broadcast(AppendBatch gathered, List<Appended.Result> results) {
    List<RoomEvent> run = new ArrayList<>();
    int place = 0;
    for (AppendBatch.PlacedSignal placed : gathered.signals()) {
      while (place < placed.place() && place < results.size()) {
        results.get(place++).stored().ifPresent(run::add);
      }
      broadcastInBatches(run);
      run.clear();
      room.broadcaster().broadcast(placed.signal(), placed.except());
    }
    results.subList(place, results.size()).forEach(each -> each.stored().ifPresent(run::add));
    broadcastInBatches(run);
  }

  private void broadcastInBatches(List<RoomEvent> events) {
    List<RoomEvent> rest = events;
    while (!rest.isEmpty()) {
      List<RoomEvent> part = Paging.firstOfBatch(rest);
      part.forEach(room.log()::add);
      if (part.get(0).seq() == 1) {
        room.broadcaster().showToBoth();
      }
      part.forEach(this::apply);
      room.broadcaster().broadcast(new Batch(part));
      rest = rest.subList(part.size(), rest.size());
    }
    if (!events.isEmpty() && room.rooms().peers().exist() && room.conversation().isPresent()) {
      room.connectedUsers().heads().broadcast(room.id(), room.log().head());
    }
  }

  /** Broadcasts stored events that continue those broadcast before, and held events that follow. */
  void broadcast(List<RoomEvent> events) {
    for (List<RoomEvent> next = events; !next.isEmpty(); next = remote.next()) {
      broadcastInBatches(next);
    }
  }

  /** Applies an event to the state of the room, as the store did in the commit. */
  private void apply(RoomEvent event) {
    if (event instanceof MessagePosted posted) {
      room.connectedUsers()
          .find(posted.author().id())
          .ifPresent(author -> author.posted(room.id(), event.seq()));
      if (room.rooms().peers().exist()) { // the author may be typing on another node
        room.typing()
            .stopped(posted.author())
            .ifPresent(signal -> room.broadcaster().broadcast(signal, posted.author().id()));
      }
    } else if (event.changesRoom()) {
      room.changed(event);
    }
  }
}
