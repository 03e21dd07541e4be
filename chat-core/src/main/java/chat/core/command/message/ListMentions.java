package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import chat.core.port.MessageReader.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lists the messages of other users that mention the user, by name or with all, in all rooms and
 * conversations that the user is a member of. Immutable.
 *
 * @param before where the list continues, from {@link ListMentions.Listed}; empty to start with the
 *     newest message
 * @param limit maximum number of messages, 1 to 200; when empty 50
 */
public record ListMentions(Optional<String> before, OptionalInt limit)
    implements Command<ListMentions.Listed> {
  /**
   * A page of messages.
   *
   * @param messages the messages as they are now, newest first
   * @param more whether there may be older ones
   * @param before where the next page begins; present when {@code more} is true
   */
  public record Listed(List<MessagePosted> messages, boolean more, Optional<String> before)
      implements Reply {
    /** Copies the list. */
    public Listed {
      messages = List.copyOf(messages);
      Objects.requireNonNull(before, "before");
    }
  }

  /** Rejects null. */
  public ListMentions {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + before.map(Footprint::of).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    if (before.isPresent() && parse(before.get()).isEmpty()) {
      return Optional.of(
          Outcome.invalid("before", "The place is invalid. Use the one of an earlier reply."));
    }
    return PageSize.check(limit);
  }

  /** The text of a place, as clients send it back. */
  public static String textOf(Place place) {
    return Long.toString(place.at(), Character.MAX_RADIX)
        + "."
        + Long.toString(place.number(), Character.MAX_RADIX);
  }

  /** Where the list continues; the end to start with the newest message. */
  public Place place() {
    return before.flatMap(ListMentions::parse).orElse(Place.END);
  }

  private static Optional<Place> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Place(
              Long.parseLong(text, 0, dot, Character.MAX_RADIX),
              Long.parseLong(text, dot + 1, text.length(), Character.MAX_RADIX)));
    } catch (IllegalArgumentException notNumbers) {
      return Optional.empty();
    }
  }
}
