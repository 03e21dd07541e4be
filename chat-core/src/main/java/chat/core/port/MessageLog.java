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
 * The logs of all rooms: the authoritative record of their events. A room has a log from the moment
 * when the {@link Directory} has the room. An implementation
 *
 * <ol>
 *   <li>MUST complete an append only after all of it is as durable as the store can make it;
 *   <li>MUST store all new drafts of an append, or none;
 *   <li>MUST number a room's events 1, 2, 3, … in the order of the drafts, without a gap, and MUST
 *       number appends of one room in the order in which they were called when each was called
 *       after the one before had completed;
 *   <li>MUST store at most one event per {@link SendKey}, over all rooms and within one append, and
 *       answer every further draft with that key by {@link Appended.Duplicate}, whatever its
 *       subject; keys outlive the content of events;
 *   <li>MUST settle a failed append before any later call for the same room or key completes
 *       normally: either all of it is stored by then, or it never will be;
 *   <li>MUST show a completed append to every read that is called afterwards;
 *   <li>MUST give each log a random epoch that no other log ever has;
 *   <li>MUST raise the read marker of the author to each stored message, in the same commit;
 *   <li>MUST create the room of {@code opening}, with both users as members (read marker 0), in the
 *       same commit, when it does not exist;
 *   <li>MUST fail a call for a room that does not exist, and every call that it cannot do, with a
 *       {@link StoreException}; it MUST NOT throw from the call itself;
 *   <li>MUST fill a page up to its limit, or to {@link #ENOUGH_BYTES}, when there are enough
 *       events;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included;
 *   <li>MUST apply each stored event to the state beside the log in the same commit: to the room's
 *       record in the {@link Directory} ({@link chat.core.event.RoomEvent#applyTo}); and MUST
 *       decide each draft on the state that the drafts before it leave: {@link Appended.Unchanged}
 *       when the event would change nothing, {@link Appended.Rejected} when the state does not
 *       allow it. For messages {@code chat.core.state.MessageRules} decides, also with the number
 *       of members whether all are mentioned, and every read shows a message as its events have
 *       made it ({@link chat.core.event.RoomEvent#applyTo});
 *   <li>MUST erase, in the commit of a deletion, the text, mentions, earlier texts, reactions and
 *       pin of the message; its edits stay, erased;
 *   <li>MUST, in the commit of a reply, make its author follow the thread, who has read it up to
 *       this reply then; and in that of the first reply the author of the root too, who has read up
 *       to the root then, unless the {@link FollowStore} has a state of that user. Only members
 *       follow;
 *   <li>MUST, in the commit of a message, make the uploads that its condition names the message's
 *       files, as {@code chat.core.state.UploadRules} decides, and in that of its deletion, its
 *       removal or the end of its room, mark them as erased; see {@link
 *       chat.core.file.UploadStore};
 *   <li>MUST store an event of a type that it does not know ({@link chat.core.event.UnknownEvent})
 *       and return it unchanged.
 * </ol>
 *
 * Thread-safe.
 */
public interface MessageLog {
  /**
   * A page may end, or begin, with the event by which its {@link
   * chat.core.event.RoomEvent#footprint} reaches this many bytes: a page is never sent with more.
   */
  int ENOUGH_BYTES = 256 * 1024;

  /**
   * Appends {@code drafts} (at least one) to the log of {@code room}.
   *
   * @param opening the conversation to create when it does not exist; empty for other rooms
   */
  CompletionStage<Appended> append(RoomId room, Optional<Conversation> opening, List<Draft> drafts);

  /** The heads of {@code rooms}; rooms that do not exist are left out. */
  CompletionStage<Map<RoomId, LogHead>> heads(Collection<RoomId> rooms);

  /**
   * The first events after {@code after}, without a gap.
   *
   * @param after a {@code seq}, exclusive, at least 0
   * @param limit maximum number of events, at least 1
   */
  CompletionStage<LogPage> readAfter(RoomId room, long after, int limit);

  /**
   * The last messages before {@code before}, ascending, with the events between and after them that
   * have no {@link chat.core.event.RoomEvent#target}. When the page has all messages before {@code
   * before}, it also has all such events.
   *
   * @param before a {@code seq}, exclusive; {@code Long.MAX_VALUE} for the latest
   * @param limit maximum number of messages, at least 1; other events are not counted
   */
  CompletionStage<LogPage> readBefore(RoomId room, long before, int limit);

  /**
   * The last events, ascending, without a gap up to the head.
   *
   * @param limit maximum number of events, at least 1
   */
  CompletionStage<LogPage> readLast(RoomId room, int limit);

  /** Reads the messages of this log as its events have made them. */
  MessageReader messages();

  /** The receipt of the event with {@code key}; empty when there is none. */
  CompletionStage<Optional<Receipt>> find(SendKey key);

  /**
   * Counts the messages of each room after its read marker that are not by {@code reader}. The
   * number of database queries does not grow with the number of rooms.
   *
   * @param marks a {@code seq} for each room, exclusive
   * @param max maximum count of a room, at least 1
   * @return a count for each room that exists; the others are left out
   */
  CompletionStage<Map<RoomId, Integer>> countUnread(
      UserId reader, Map<RoomId, Long> marks, int max);

  /**
   * Counts the messages after {@code mark} that are not by {@code reader}; fails when the room does
   * not exist.
   *
   * @param max maximum count, at least 1
   */
  default CompletionStage<Integer> countUnread(RoomId room, UserId reader, long mark, int max) {
    return countUnread(reader, Map.of(room, mark), max)
        .thenApply(
            counts -> {
              if (!counts.containsKey(room)) {
                throw new StoreException("room does not exist: " + room);
              }
              return counts.get(room);
            });
  }

  /**
   * Registers a callback for rooms of which events were removed. A log that removes events on its
   * own, other than in an append, must call it each time; other logs need not do anything.
   *
   * @param listener receives the id of the room, on any thread; does not block
   */
  default void onTrim(Consumer<RoomId> listener) {}
}
