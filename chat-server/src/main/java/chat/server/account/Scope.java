package chat.server.account;

import chat.core.command.Command;
import chat.core.command.Enter;
import chat.core.command.JoinByCode;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.MarkRead;
import chat.core.command.ReadHistory;
import chat.core.command.SearchMessages;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a session is good for. People's sessions are good for all; a bot's owner chooses. */
public enum Scope {
  /** Listing, joining and reading: what changes nothing that others see, but being present. */
  READ,
  /** Everything else: speaking, typing, making rooms, taking another name. */
  WRITE;

  /** What stands on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that {@code word} names. */
  public static Optional<Scope> named(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** What a session must be good for to ask this; whatever is not known to be harmless is not. */
  static Scope neededFor(Command<?> command) {
    boolean reads =
        command instanceof Enter
            || command instanceof ListRooms
            || command instanceof ListMembers
            || command instanceof ReadHistory
            || command instanceof SearchMessages
            || command instanceof MarkRead
            || command instanceof JoinRoom
            || command instanceof JoinByCode
            || command instanceof LeaveRoom;
    return reads ? READ : WRITE;
  }
}
