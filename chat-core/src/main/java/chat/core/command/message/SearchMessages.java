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
 * Finds messages by their words, in one room or in all that the asker may read. Immutable.
 *
 * @param query what to look for: any text; a message is found that has all its words
 * @param room where; everywhere when empty
 * @param cursor where a search goes on, from {@link SearchMessages.Found}; the newest when empty
 * @param limit at most so many, 1 to 200; when empty 50
 */
public record SearchMessages(
    String query, Optional<RoomId> room, Optional<String> cursor, OptionalInt limit)
    implements Command<SearchMessages.Found> {
  /** The most code points of a query. */
  public static final int MAX_QUERY = 256;

  /**
   * A message that was found. Immutable.
   *
   * @param message it
   * @param snippet the part that shows why
   */
  public record Hit(MessagePosted message, Snippet snippet) {
    private static final int WEIGHT = 384;
    private static final int WEIGHT_OF_MARK = 26;

    /** About how many bytes it takes as JSON, at the most. */
    public int weight() {
      return WEIGHT + 3 * snippet.text().length() + WEIGHT_OF_MARK * snippet.marks().size();
    }
  }

  /**
   * A page of what was found.
   *
   * @param hits newest first
   * @param more whether older ones follow
   * @param cursor what to ask with for those; present when there are more
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
          Outcome.invalid("query", "A query has 1 to " + MAX_QUERY + " characters."));
    }
    if (cursor.isPresent() && parse(cursor.get()).isEmpty()) {
      return Optional.of(
          Outcome.invalid("cursor", "A cursor is one that an earlier search was answered with."));
    }
    return PageSize.check(limit);
  }

  /** The cursor of a search that goes on before {@code place}, in the order of the search. */
  public static String cursorAt(long place) {
    return Long.toString(place, Character.MAX_RADIX);
  }

  /** The place before which the search goes on; {@link Long#MAX_VALUE} for the newest. */
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
