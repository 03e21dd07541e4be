package chat.core.port;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Reads the state of messages that {@link MessageLog#append} wrote. An implementation
 *
 * <ol>
 *   <li>MUST show a completed append to every read that is called afterwards;
 *   <li>MUST NOT show text, earlier texts, mentions, files, reactions or the pin of a deleted
 *       message;
 *   <li>MUST fail a call for a room that does not exist, and every call that it cannot do, with a
 *       {@link StoreException}; it MUST NOT throw from the call itself;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included;
 *   <li>MAY end a list of messages or versions before its limit, but not before it has {@link
 *       MessageLog#ENOUGH_BYTES}.
 * </ol>
 *
 * Thread-safe.
 */
public interface MessageReader {
  /** Those of {@code seqs} that are kept messages, ascending. */
  CompletionStage<LogPage> messages(RoomId room, Collection<Long> seqs);

  /**
   * The replies of a thread, ascending, deleted ones included.
   *
   * @param root the {@code seq} of its root, which may be dropped
   * @param after only replies after this {@code seq}, the first ones
   * @param before only replies before this {@code seq}, the last ones; when {@code after} is empty
   * @param limit maximum number of replies, at least 1
   */
  CompletionStage<LogPage> thread(
      RoomId room, long root, OptionalLong after, long before, int limit);

  /**
   * The pins of a room, the latest first.
   *
   * @param before only pins before this {@code seq} of a pin's event
   * @param limit maximum number of pins, at least 1
   */
  CompletionStage<List<Pin>> pins(RoomId room, long before, int limit);

  /**
   * The messages that have files, the latest first.
   *
   * @param before only messages before this {@code seq}
   * @param limit maximum number of messages, at least 1
   */
  CompletionStage<List<MessagePosted>> withFiles(RoomId room, long before, int limit);

  /**
   * The texts of a message, the first first, the current one last; empty when it is not kept or
   * deleted.
   *
   * @param after only versions after this {@code rev}
   * @param limit maximum number of versions, at least 1
   */
  CompletionStage<List<Version>> versions(RoomId room, long message, long after, int limit);

  /**
   * The users who reacted to a message with an emoji, by ascending id, with their current names;
   * empty when the message is not kept or deleted.
   *
   * @param after only users with a higher id; empty for the first
   * @param limit maximum number of users, at least 1
   */
  CompletionStage<List<User>> reactors(
      RoomId room, long message, String emoji, Optional<UserId> after, int limit);

  /** The emoji that a user reacted with, for those of {@code messages} that have any. */
  CompletionStage<Map<Long, List<String>>> reactionsOf(
      UserId user, RoomId room, Collection<Long> messages);

  /**
   * The messages of other users that mention {@code user}, by name or with all, in the rooms that
   * the user is a member of; newest first. Deleted messages mention no user.
   *
   * @param before only messages before this place
   * @param limit maximum number of messages, at least 1
   */
  CompletionStage<MentionPage> mentions(UserId user, Place before, int limit);

  /**
   * The place of a message among those of all rooms: by its time, and among messages of the same
   * time by a number of the store, those of one room in their order.
   *
   * @param at the time of the message, in milliseconds since the epoch
   * @param number the number of the store, at least 0
   */
  record Place(long at, long number) implements Comparable<Place> {
    /** The place after all messages. */
    public static final Place END = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * @throws IllegalArgumentException if a number is negative
     */
    public Place {
      if (at < 0 || number < 0) {
        throw new IllegalArgumentException("invalid place: " + at + ", " + number);
      }
    }

    @Override
    public int compareTo(Place other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  /**
   * A message that mentions a user, and its place.
   *
   * @param message the message as it is now
   * @param place its place
   */
  record Mentioning(MessagePosted message, Place place) {
    /** Rejects null. */
    public Mentioning {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(place, "place");
    }
  }

  /**
   * Messages that mention a user.
   *
   * @param messages the messages, newest first
   * @param rest where the list continues; empty when there are no older ones. A store may end a
   *     page early, and even return none, after many messages of the user's own
   */
  record MentionPage(List<Mentioning> messages, Optional<Place> rest) {
    /** Copies the list. */
    public MentionPage {
      messages = List.copyOf(messages);
      Objects.requireNonNull(rest, "rest");
    }

    /**
     * A page of at most {@code limit} messages.
     *
     * @param found the messages; may be more
     * @param rest where reading stopped; empty when there are no older ones
     */
    public static MentionPage of(List<Mentioning> found, int limit, Optional<Place> rest) {
      if (found.size() <= limit) {
        return new MentionPage(found, rest);
      }
      return new MentionPage(found.subList(0, limit), Optional.of(found.get(limit - 1).place()));
    }
  }

  /**
   * A pinned message.
   *
   * @param seq the {@code seq} of the event that pinned it
   * @param user the user who pinned it
   * @param at when it was pinned
   * @param message the {@code seq} of the message
   */
  record Pin(long seq, User user, Instant at, long message) {
    /** Rejects null. */
    public Pin {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A text that a message has or had.
   *
   * @param rev the {@code seq} of the event that gave it this text
   * @param at when it got this text
   * @param text the text
   */
  record Version(long rev, Instant at, String text) {
    /** Rejects null. */
    public Version {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(text, "text");
    }
  }
}
