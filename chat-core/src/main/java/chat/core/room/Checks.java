package chat.core.room;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.Outcome;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.SearchMessages;
import chat.core.command.SetUsername;
import chat.core.model.RoomName;
import chat.core.model.RoomTopic;
import chat.core.model.UserName;
import java.util.Optional;
import java.util.OptionalInt;

/** What can be said against a command without knowing anything else. Stateless. */
final class Checks {
  private Checks() {}

  /** What is wrong with {@code command} in itself; empty when nothing is. */
  static Optional<Outcome.Refused<Reply>> check(Command<?> command, int maxTextLength) {
    if (command instanceof SetUsername wish) {
      return UserName.check(wish.name()).map(fault -> Refusals.invalid("username", fault));
    } else if (command instanceof ListRooms wish) {
      return limit(wish.limit());
    } else if (command instanceof ChangeRoom change) {
      return change(change);
    } else if (command instanceof CreatePublicRoom wish) {
      return RoomName.check(wish.name()).map(fault -> Refusals.invalid("name", fault));
    } else if (command instanceof CreateCodeRoom wish) {
      return wish.name().flatMap(RoomName::check).map(fault -> Refusals.invalid("name", fault));
    } else if (command instanceof CreatePrivateRoom wish) {
      return RoomName.check(wish.name()).map(fault -> Refusals.invalid("name", fault));
    } else if (command instanceof JoinRoom wish) {
      return limit(wish.limit());
    } else if (command instanceof JoinByCode wish) {
      return limit(wish.limit());
    } else if (command instanceof JoinByInvite wish) {
      return limit(wish.limit());
    } else if (command instanceof ListMembers wish) {
      return limit(wish.limit());
    } else if (command instanceof ReadHistory wish) {
      return history(wish);
    } else if (command instanceof SearchMessages wish) {
      return search(wish);
    } else if (command instanceof PostMessage wish) {
      return post(wish, maxTextLength);
    }
    return Optional.empty();
  }

  private static Optional<Outcome.Refused<Reply>> limit(OptionalInt limit) {
    boolean valid =
        limit.isEmpty() || (limit.getAsInt() >= 1 && limit.getAsInt() <= Limits.MAX_PAGE);
    return valid
        ? Optional.empty()
        : Optional.of(Refusals.invalid("limit", "A limit is a number from 1 to 200."));
  }

  private static Optional<Outcome.Refused<Reply>> history(ReadHistory wish) {
    if (wish.before().isPresent() && wish.after().isPresent()) {
      return Optional.of(
          Refusals.invalid("before", "A page has either a before or an after, not both."));
    }
    if (wish.before().orElse(0) < 0) {
      return Optional.of(Refusals.invalid("before", "A seq is at least 0."));
    }
    if (wish.after().orElse(0) < 0) {
      return Optional.of(Refusals.invalid("after", "A seq is at least 0."));
    }
    return limit(wish.limit());
  }

  private static Optional<Outcome.Refused<Reply>> search(SearchMessages wish) {
    String query = wish.query();
    if (query.isBlank() || query.codePointCount(0, query.length()) > SearchMessages.MAX_QUERY) {
      return Optional.of(
          Refusals.invalid(
              "query", "A query has 1 to " + SearchMessages.MAX_QUERY + " characters."));
    }
    if (wish.cursor().isPresent() && Searching.place(wish.cursor().get()).isEmpty()) {
      return Optional.of(
          Refusals.invalid("cursor", "A cursor is one that an earlier search was answered with."));
    }
    return limit(wish.limit());
  }

  private static Optional<Outcome.Refused<Reply>> post(PostMessage wish, int maxTextLength) {
    if (!isKey(wish.clientId())) {
      return Optional.of(badKey());
    }
    if (wish.text().codePointCount(0, wish.text().length()) > maxTextLength) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.TOO_LONG, "text", "A message has at most " + maxTextLength + " characters."));
    }
    return text(wish.text()).map(fault -> Refusals.invalid("text", fault));
  }

  private static Optional<Outcome.Refused<Reply>> change(ChangeRoom change) {
    if (!isKey(change.clientId())) {
      return Optional.of(badKey());
    }
    return change
        .name()
        .flatMap(RoomName::check)
        .map(fault -> Refusals.<Reply>invalid("name", fault))
        .or(
            () ->
                change
                    .topic()
                    .flatMap(RoomTopic::check)
                    .map(fault -> Refusals.invalid("topic", fault)));
  }

  private static Outcome.Refused<Reply> badKey() {
    return Refusals.invalid("client_id", "A client_id has 1 to 64 characters of valid Unicode.");
  }

  /** Whether a key can be looked up: only such a send can be a retry. */
  static boolean isKey(String clientId) {
    return !clientId.isEmpty()
        && clientId.codePointCount(0, clientId.length()) <= Limits.MAX_CLIENT_ID
        && !hasHalfPair(clientId);
  }

  /** What is wrong with a text; empty when nothing is. */
  static Optional<String> text(String text) {
    boolean blank = true;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isSurrogate(codePoint)) {
        return Optional.of("A text is valid Unicode: it has no unpaired surrogates.");
      }
      if (Character.getType(codePoint) == Character.CONTROL
          && codePoint != '\t'
          && codePoint != '\n') {
        return Optional.of("A text has no control characters but tab and newline.");
      }
      blank = blank && isBlank(codePoint);
      i += Character.charCount(codePoint);
    }
    return blank ? Optional.of("A text is not blank.") : Optional.empty();
  }

  /** White space, and what shows nothing at all. */
  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isSurrogate(codePoint)) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
