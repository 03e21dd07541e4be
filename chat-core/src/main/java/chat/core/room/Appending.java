package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Reply.MessageSent;
import chat.core.event.Batch;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.Receipt;
import chat.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a room's messages: gathered into a {@link Turn}, appended in one commit, acknowledged,
 * told. Nothing is acknowledged or told before the log has it.
 *
 * <p>When an append fails nobody knows whether it is stored. The senders are told so, the log is
 * read from the old head on, and what it holds is told; until that works nothing more is appended.
 * Confined to the room's lane.
 */
final class Appending {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);

  private final Room room;
  private Turn turn = new Turn();
  private boolean unsure;
  private Duration retry = FIRST_RETRY;

  Appending(Room room) {
    this.room = room;
  }

  /** Whether the log's end is not known, so that nothing can be appended. */
  boolean isUnsure() {
    return unsure;
  }

  boolean isIdle() {
    return turn.isEmpty() && !unsure;
  }

  /** Adds a draft to the turn; a full turn is appended first. */
  void add(Draft draft, Request<MessageSent> sender) {
    int weight = draft.event().weight();
    if (turn.isFull(weight)) {
      flush(() -> turn.add(draft, weight, sender));
    } else {
      turn.add(draft, weight, sender);
    }
  }

  /** Adds a signal, told after what was added before it. */
  void add(Signal signal, UserId except) {
    turn.add(signal, except);
  }

  /** Appends what is gathered, then goes on with {@code next}. */
  void flush(Runnable next) {
    if (turn.isEmpty()) {
      next.run();
      return;
    }
    Turn gathered = turn;
    turn = new Turn();
    if (gathered.drafts().isEmpty()) {
      tell(gathered, List.of());
      next.run();
      return;
    }
    room.flushAnswered();
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

  private void stored(Turn gathered, Appended appended, Runnable next) {
    room.born(appended.head().epoch());
    room.log().droppedTo(appended.head().floor());
    acknowledge(gathered, appended.results());
    List<RoomEvent> events = appended.events();
    if (events.isEmpty() || events.get(0).seq() == room.log().head() + 1) {
      tell(gathered, appended.results());
      next.run();
    } else {
      catchUp(
          () -> {
            tell(gathered, List.of());
            next.run();
          });
    }
    if (!events.isEmpty()) {
      room.house().backplane().publish(events);
    }
  }

  private void acknowledge(Turn gathered, List<Appended.Result> results) {
    for (int i = 0; i < results.size(); i++) {
      Request<MessageSent> sender = gathered.senders().get(i);
      Appended.Result result = results.get(i);
      Receipt receipt = result.receipt();
      boolean duplicate = result instanceof Appended.Duplicate;
      String clientId = gathered.drafts().get(i).key().clientId();
      room.answer(sender, Outcome.accepted(sent(receipt, clientId, duplicate)));
    }
  }

  static MessageSent sent(Receipt receipt, String clientId, boolean duplicate) {
    return new MessageSent(receipt.room(), receipt.seq(), clientId, receipt.at(), duplicate);
  }

  private void lost(Turn gathered, Throwable failure, Runnable next) {
    room.report(failure);
    gathered.senders().forEach(sender -> room.answer(sender, Refusals.unavailable()));
    unsure = true;
    catchUp(
        () -> {
          tell(gathered, List.of());
          next.run();
        });
  }

  /** Tells what was stored, which continues the log, with the turn's signals in their places. */
  private void tell(Turn gathered, List<Appended.Result> results) {
    List<RoomEvent> run = new ArrayList<>();
    int place = 0;
    for (Turn.Aside aside : gathered.asides()) {
      while (place < aside.place() && place < results.size()) {
        results.get(place++).stored().ifPresent(run::add);
      }
      tell(run);
      run.clear();
      room.tell(aside.signal(), aside.except());
    }
    results.subList(place, results.size()).forEach(each -> each.stored().ifPresent(run::add));
    tell(run);
  }

  private void tell(List<RoomEvent> events) {
    List<RoomEvent> rest = events;
    while (!rest.isEmpty()) {
      List<RoomEvent> batch = Pages.firstOfBatch(rest);
      batch.forEach(room.log()::add);
      if (batch.get(0).seq() == 1) {
        room.introduce();
      }
      batch.forEach(this::raiseMark);
      room.tell(new Batch(batch));
      rest = rest.subList(batch.size(), rest.size());
    }
  }

  /** Notes what the log has done with a message: its author has read up to it. */
  private void raiseMark(RoomEvent event) {
    if (event instanceof MessagePosted said) {
      room.people().find(said.user().id()).ifPresent(author -> author.read(room.id(), event.seq()));
    }
  }

  /** Takes events that another node stored; gaps are read from the log. */
  void heard(List<RoomEvent> events) {
    long head = room.log().head();
    List<RoomEvent> unknown = events.stream().filter(event -> event.seq() > head).toList();
    if (unknown.isEmpty()) {
      return;
    }
    boolean gap = unknown.get(0).seq() != head + 1 || !isGapless(unknown);
    if (gap) {
      catchUp(() -> {});
    } else {
      tell(unknown);
    }
  }

  private static boolean isGapless(List<RoomEvent> events) {
    return events.get(events.size() - 1).seq() - events.get(0).seq() == events.size() - 1;
  }

  /** Reads the log from the head on, tells what is there, then goes on with {@code next}. */
  private void catchUp(Runnable next) {
    if (room.isUnborn()) {
      lookForBirth(next);
      return;
    }
    long head = room.log().head();
    room.lane()
        .await(
            room.house().log().readAfter(room.id(), head, Limits.MAX_PAGE),
            (page, failure) -> {
              if (failure != null) {
                room.report(failure);
                retryLater(next);
              } else {
                caughtUp(page, next);
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
                sure();
                next.run();
              }
            });
  }

  private void caughtUp(LogPage page, Runnable next) {
    room.log().droppedTo(page.head().floor());
    tell(page.events());
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
