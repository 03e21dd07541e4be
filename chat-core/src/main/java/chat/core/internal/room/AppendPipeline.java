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
 * The way of a room's events: gathered into an {@link AppendBatch}, appended in one commit,
 * acknowledged, told. Nothing is acknowledged or told before the log has it.
 *
 * <p>When an append fails nobody knows whether it is stored. The senders are told so, the log is
 * read from the old head on, and what it holds is told; until that works nothing more is appended.
 * Confined to the room's lane.
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

  /** Forgets what is known of the log, for the room has ended. */
  void forget() {
    room.catchUp().forget();
    remote.clear();
  }

  boolean isIdle() {
    return batch.isEmpty() && !room.catchUp().isUnsure();
  }

  /** Adds an event to the batch; a full batch is appended first. */
  public void add(PendingAppend<?> event) {
    int weight = event.event().weight();
    if (batch.isFull(weight)) {
      flush(() -> batch.add(event, weight));
    } else {
      batch.add(event, weight);
    }
  }

  /** Adds a signal, told after what was added before it. */
  public void add(Signal signal, UserId except) {
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
      room.catchUp()
          .run(
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
      gathered.events().get(i).answer(room.broadcaster(), results.get(i));
    }
  }

  private void lost(AppendBatch gathered, Throwable failure, Runnable next) {
    room.report(failure);
    gathered.events().forEach(each -> each.answerUnavailable(room.broadcaster()));
    room.catchUp()
        .afterFailure(
            () -> {
              tell(gathered, List.of());
              next.run();
            });
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
      room.broadcaster().tell(aside.signal(), aside.except());
    }
    results.subList(place, results.size()).forEach(each -> each.stored().ifPresent(run::add));
    tell(run);
  }

  private void tell(List<RoomEvent> events) {
    List<RoomEvent> rest = events;
    while (!rest.isEmpty()) {
      List<RoomEvent> part = Paging.firstOfBatch(rest);
      part.forEach(room.log()::add);
      if (part.get(0).seq() == 1) {
        room.broadcaster().introduce();
      }
      part.forEach(this::apply);
      room.broadcaster().tell(new Batch(part));
      rest = rest.subList(part.size(), rest.size());
    }
    if (!events.isEmpty() && room.rooms().peers().exist() && room.conversation().isPresent()) {
      room.connectedUsers().heads().broadcast(room.id(), room.log().head());
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
      room.connectedUsers()
          .find(posted.author().id())
          .ifPresent(author -> author.read(room.id(), event.seq()));
      if (room.rooms().peers().exist()) { // the author may have typed on another node
        room.typing()
            .stopped(posted.author())
            .ifPresent(signal -> room.broadcaster().tell(signal, posted.author().id()));
      }
    } else if (event.changesRoom()) {
      room.changed(event);
    }
  }
}
