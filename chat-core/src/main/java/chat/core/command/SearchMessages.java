package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds messages by their words, in one room or in all that the asker may read. Immutable.
 *
 * @param query what to look for: any text; a message is found that has all its words
 * @param room where; everywhere when empty
 * @param cursor where a search goes on, from {@link Reply.MessagesFound}; the newest when empty
 * @param limit at most so many, 1 to 200; when empty 50
 */
public record SearchMessages(
    String query, Optional<RoomId> room, Optional<String> cursor, OptionalInt limit)
    implements Command<Reply.MessagesFound> {
  /** The most code points of a query. */
  public static final int MAX_QUERY = 256;

  /** Takes the parts as they are; none is null. */
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
}
