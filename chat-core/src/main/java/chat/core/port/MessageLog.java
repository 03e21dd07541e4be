package chat.core.port;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The logs of all rooms: the truth about what was said. A room has a log from the moment when the
 * {@link Directory} has the room. An implementation
 *
 * <ol>
 *   <li>MUST complete an append only after all of it is as durable as the store can make anything;
 *   <li>MUST store all of an append's new drafts or none;
 *   <li>MUST number a room's events 1, 2, 3, … in the order of the drafts, without a gap, and MUST
 *       number appends of one room in the order in which they were called when each was called
 *       after the one before had completed;
 *   <li>MUST store at most one event per {@link SendKey}, over all rooms and within one append, and
 *       answer every further draft with that key by {@link Appended.Duplicate}, whatever it is
 *       about; keys outlive the events' content;
 *   <li>MUST settle an append that it fails: either all of it is stored or it never will be, before
 *       any later call for the same room or key completes normally;
 *   <li>MUST show a completed append to every read called afterwards;
 *   <li>MUST give each log a random epoch that no other log, before or after, has had;
 *   <li>MUST raise the author's reading mark to each stored message, in the same commit;
 *   <li>MUST create the room of {@code opening} with both people as members (mark 0) in the same
 *       commit, when it does not exist;
 *   <li>MUST fail a call for a room that does not exist, and every call that it cannot do, with a
 *       {@link StoreException}; it MUST NOT throw from the call itself;
 *   <li>MUST fill a page up to its limit with what is kept, or to {@link #ENOUGH_BYTES};
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included;
 *   <li>MUST apply each stored event to the state beside the log in the same commit: to the room's
 *       record in the {@link Directory} ({@link chat.core.event.RoomEvent#applyTo}); and MUST
 *       decide each draft on the state that the drafts before it leave: {@link Appended.Unchanged}
 *       when what it sets holds already, {@link Appended.Rejected} when the state does not allow
 *       it;
 *   <li>MUST store an event of a type that it does not know ({@link chat.core.event.UnknownEvent})
 *       and bring it again as it was.
 * </ol>
 *
 * Thread-safe.
 */
public interface MessageLog {
  /**
   * A page may end, or begin, with the event by which its {@link
   * chat.core.event.RoomEvent#footprint} reaches so many bytes: what is sent of a page never takes
   * more.
   */
  int ENOUGH_BYTES = 256 * 1024;

  /**
   * Adds {@code drafts} (at least one) to the log of {@code room}.
   *
   * @param opening the conversation to create when it does not exist; empty for other rooms
   */
  CompletionStage<Appended> append(RoomId room, Optional<Conversation> opening, List<Draft> drafts);

  /** The reach of each of {@code rooms}; rooms that do not exist are left out. */
  CompletionStage<Map<RoomId, LogHead>> heads(Collection<RoomId> rooms);

  /**
   * The first events after {@code after} that are kept, without a gap.
   *
   * @param after a {@code seq}, exclusive, at least 0
   * @param limit at most so many events, at least 1
   */
  CompletionStage<LogPage> readAfter(RoomId room, long after, int limit);

  /**
   * The last messages before {@code before} that are kept, ascending, with the events between them
   * that are about no message ({@link chat.core.event.RoomEvent#target}) and those after the last
   * one. When all kept messages before {@code before} are on the page, so are all such events.
   *
   * @param before a {@code seq}, exclusive; {@code Long.MAX_VALUE} for the latest
   * @param limit at most so many messages, at least 1; other events are not counted
   */
  CompletionStage<LogPage> readBefore(RoomId room, long before, int limit);

  /**
   * The last events that are kept, ascending, without a gap up to the head.
   *
   * @param limit at most so many events, at least 1
   */
  CompletionStage<LogPage> readLast(RoomId room, int limit);

  /** Where the event with {@code key} is stored; empty when none is. */
  CompletionStage<Optional<Receipt>> find(SendKey key);

  /**
   * How many kept messages of each room after its mark are not by {@code reader}. The number of
   * queries to a database does not grow with the number of rooms.
   *
   * @param marks a seq for each room, exclusive
   * @param max counting ends here in each room, at least 1
   * @return a count for each room that exists; the others are left out
   */
  CompletionStage<Map<RoomId, Integer>> countUnread(
      UserId reader, Map<RoomId, Long> marks, int max);

  /**
   * How many kept messages after {@code mark} are not by {@code reader}; fails when there is no
   * such room.
   *
   * @param max counting ends here, at least 1
   */
  default CompletionStage<Integer> countUnread(RoomId room, UserId reader, long mark, int max) {
    return countUnread(reader, Map.of(room, mark), max)
        .thenApply(
            counts -> {
              if (!counts.containsKey(room)) {
                throw new StoreException("there is no room " + room);
              }
              return counts.get(room);
            });
  }

  /**
   * Asks to be told of rooms of which some events are no longer kept. A log that drops events by
   * itself, other than in an append, tells so after each time; others need not do anything.
   *
   * @param listener takes the room on any thread and does not block
   */
  default void onTrim(Consumer<RoomId> listener) {}
}
