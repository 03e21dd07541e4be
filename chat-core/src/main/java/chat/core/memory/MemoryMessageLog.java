package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import chat.core.state.MessageRules;
import chat.core.state.UploadRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The log of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryMessageLog implements MessageLog {
  private final MemoryStore store;
  private final MessageReader messages;

  MemoryMessageLog(MemoryStore store) {
    this.store = store;
    this.messages = new MemoryMessageReader(store);
  }

  @Override
  public CompletionStage<Appended> append(
      RoomId id, Optional<Conversation> opening, List<Draft> drafts) {
    return store.run(
        () -> {
          MemoryRoom room = opening.map(store::open).orElseGet(() -> store.rooms().get(id));
          List<Appended.Result> results = new ArrayList<>(drafts.size());
          List<Appended.Follower> followers = new ArrayList<>();
          drafts.forEach(draft -> results.add(append(room, draft, followers)));
          return new Appended(room.head(), results, followers);
        });
  }

  private Appended.Result append(MemoryRoom room, Draft asked, List<Appended.Follower> followers) {
    Optional<Receipt> before = store.find(asked.key());
    if (before.isPresent()) {
      return new Appended.Duplicate(before.get());
    }
    Draft draft =
        MessageRules.dependsOnMembers(asked)
            ? MessageRules.inRoomOf(room.members().size(), asked)
            : asked;
    Optional<Appended.Result> decided =
        draft.event().changesRoom() ? store.rooms().change(room, draft.event()) : Optional.empty();
    if (decided.isPresent()) {
      return decided.get();
    }
    Optional<MessageRules.Decision> decision = room.decide(draft);
    if (decision.isPresent() && decision.get().answer().isPresent()) {
      return decision.get().answer().get();
    }
    RoomEvent decidedEvent = decision.map(MessageRules.Decision::event).orElse(draft.event());
    if (UploadRules.binds(draft)) {
      UploadRules.Decision bound = store.uploads().decide(draft, (MessagePosted) decidedEvent);
      if (bound.cause().isPresent()) {
        return new Appended.Rejected(bound.cause().get());
      }
      decidedEvent = bound.message();
    }
    return store(room, draft, decidedEvent, followers);
  }

  private Appended.Result store(
      MemoryRoom room, Draft draft, RoomEvent decidedEvent, List<Appended.Follower> followers) {
    Optional<MessagePosted> root = root(room, decidedEvent);
    RoomEvent event = room.append(decidedEvent, store.nextPlace(decidedEvent.at()));
    store.keep(draft.key(), event);
    if (UploadRules.binds(draft)) {
      store.uploads().bind((MessagePosted) event);
    }
    if (event instanceof MessagePosted posted && posted.thread().isPresent()) {
      store.rooms().follows().replied(room, posted, root, followers);
    }
    return new Appended.Stored(event);
  }

  /** The root of the thread of a reply; empty when it is not kept. */
  private static Optional<MessagePosted> root(MemoryRoom room, RoomEvent event) {
    return event instanceof MessagePosted posted && posted.thread().isPresent()
        ? room.message(posted.thread().getAsLong())
        : Optional.empty();
  }

  @Override
  public CompletionStage<Map<RoomId, LogHead>> heads(Collection<RoomId> ids) {
    return store.run(
        () -> {
          Map<RoomId, LogHead> heads = new TreeMap<>();
          ids.forEach(id -> store.rooms().find(id).ifPresent(room -> heads.put(id, room.head())));
          return heads;
        });
  }

  @Override
  public CompletionStage<LogPage> readAfter(RoomId id, long after, int limit) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          long first = Math.max(after, room.head().floor()) + 1;
          return new LogPage(room.head(), room.between(first, first + limit - 1));
        });
  }

  @Override
  public CompletionStage<LogPage> readBefore(RoomId id, long before, int limit) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          return new LogPage(room.head(), room.page(before, limit));
        });
  }

  @Override
  public CompletionStage<LogPage> readLast(RoomId id, int limit) {
    return store.run(
        () -> {
          MemoryRoom room = store.rooms().get(id);
          long head = room.head().seq();
          return new LogPage(room.head(), room.between(head - limit + 1, head));
        });
  }

  @Override
  public MessageReader messages() {
    return messages;
  }

  @Override
  public CompletionStage<Optional<Receipt>> find(SendKey key) {
    return store.run(() -> store.find(key));
  }

  @Override
  public CompletionStage<Map<RoomId, Integer>> countUnread(
      UserId reader, Map<RoomId, Long> marks, int max) {
    return store.run(
        () -> {
          Map<RoomId, Integer> counts = new TreeMap<>();
          marks.forEach(
              (id, mark) ->
                  store
                      .rooms()
                      .find(id)
                      .ifPresent(room -> counts.put(id, room.countUnread(reader, mark, max))));
          return counts;
        });
  }
}
