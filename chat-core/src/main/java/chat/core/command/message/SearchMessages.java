package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.search.Snippet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds messages by their words, in one room or in all rooms that the caller may read. Immutable.
 *
 * @param query the search text; finds the messages that have all of its words
 * @param room the room; empty for all rooms
 * @param cursor where the search continues, from {@link SearchMessages.Found}; empty to start with
 *     the newest message
 * @param limit maximum number of hits, 1 to 200; when empty 50
 */
public record SearchMessages(
    String query, Optional<RoomId> room, Optional<String> cursor, OptionalInt limit)
    implements Command<SearchMessages.Found> {
  /** Maximum length of a query in code points. */
  public static final int MAX_QUERY = 256;

  /**
   * A message that was found. Immutable.
   *
   * @param message the message
   * @param snippet the part of the text with the words found
   */
  public record Hit(MessagePosted message, Snippet snippet) {
    private static final int WEIGHT = 384;
    private static final int WEIGHT_OF_MARK = 26;

    /** Upper estimate of its bytes as JSON. */
    public int weight() {
      return WEIGHT + 3 * snippet.text().length() + WEIGHT_OF_MARK * snippet.marks().size();
    }
  }

  /**
   * A page of hits.
   *
   * @param hits the hits, newest first
   * @param more whether there may be older hits
   * @param cursor the cursor of the next page; present when {@code more} is true
   */
  public record Found(List<Hit> hits, boolean more, Optional<String> cursor) implements Reply {
    /** Rejects null. */
    public Found {
      hits = List.copyOf(hits);
      Objects.requireNonNull(cursor, "cursor");
    }
  }

  /** Rejects null. */
  public SearchMessages {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(cursor, "cursor");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(query) + cursor.map(Footprint::of).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<Found>> check(int maxTextLength) {
    if (query.isBlank() || query.codePointCount(0, query.length()) > MAX_QUERY) {
      return Optional.of(
          Outcome.invalid("query", "A query must have 1 to " + MAX_QUERY + " characters."));
    }
    if (cursor.isPresent() && parse(cursor.get()).isEmpty()) {
      return Optional.of(
          Outcome.invalid("cursor", "The cursor is invalid. Use the cursor of an earlier reply."));
    }
    return PageSize.check(limit);
  }

  /** The cursor of a search that continues before {@code place}, in search order. */
  public static String cursorAt(long place) {
    return Long.toString(place, Character.MAX_RADIX);
  }

  /**
   * The place before which the search continues; {@link Long#MAX_VALUE} to start with the newest
   * message.
   */
  public long place() {
    return cursor.flatMap(SearchMessages::parse).orElse(Long.MAX_VALUE);
  }

  private static Optional<Long> parse(String cursor) {
    try {
      return Optional.of(Long.parseLong(cursor, Character.MAX_RADIX));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
