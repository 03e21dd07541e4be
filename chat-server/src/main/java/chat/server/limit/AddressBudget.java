package chat.server.limit;

import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.OpenConversation;
import chat.core.command.ReadHistory;
import chat.core.command.SearchMessages;
import chat.core.command.SetUsername;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What all users of one address may still do together, on sockets and by REST. Users cost nothing,
 * so limits by user alone bound no client: this is what does. Charged before the work. Thread-safe,
 * without a lock that all share.
 *
 * <p>What a command writes is counted in bytes of one budget, so that it bounds what an address has
 * stored, whatever the commands are: a message costs {@link #WRITE_BYTES} and its text in UTF-8,
 * any other command that stores something {@link #WRITE_BYTES}, a room {@link #ROOM_BYTES}.
 */
public final class AddressBudget {
  /** About what one row with its keys and indexes takes on disk. */
  static final int WRITE_BYTES = 256;

  /** A room is a row in several tables, kept for good. */
  static final int ROOM_BYTES = 1_024;

  private static final int KIB = 1_024;

  private final AddressLimit bytes;
  private final AddressLimit searches;
  private final AddressLimit reads;
  private final AddressLimit names;
  private final AddressLimit rooms;
  private final AddressLimit publicRooms;
  private final AddressLimit none;

  /**
   * @param now nanoseconds since some moment, never negative
   */
  AddressBudget(AddressRates rates, LongSupplier now) {
    this.bytes = new AddressLimit(rates.kib().divided(KIB), now);
    this.searches = new AddressLimit(rates.searches(), now);
    this.reads = new AddressLimit(rates.reads(), now);
    this.names = new AddressLimit(rates.names(), now);
    this.rooms = new AddressLimit(rates.rooms(), now);
    this.publicRooms = new AddressLimit(rates.publicRooms(), now);
    this.none = new AddressLimit(Rate.UNLIMITED, now);
  }

  /**
   * Counts {@code command}.
   *
   * @return 0 when it may be done; otherwise after how many milliseconds it may, and nothing is
   *     counted
   */
  public long take(AddressBlock address, Command<?> command) {
    int size = bytesOf(command);
    long wait = size == 0 ? 0 : bytes.take(address, size);
    if (wait > 0) {
      return wait;
    }
    AddressLimit first = limitOf(command);
    wait = first.take(address);
    if (wait == 0 && command instanceof CreatePublicRoom) {
      wait = publicRooms.take(address);
      if (wait > 0) {
        first.giveBack(address);
      }
    }
    if (wait > 0 && size > 0) {
      bytes.giveBack(address, size);
    }
    return wait;
  }

  /** Takes back what {@link #take} counted for {@code command}, which changed nothing. */
  public void giveBack(AddressBlock address, Command<?> command) {
    int size = bytesOf(command);
    if (size > 0) {
      bytes.giveBack(address, size);
    }
    if (isKept(command)) {
      limitOf(command).giveBack(address);
    }
    if (command instanceof CreatePublicRoom) {
      publicRooms.giveBack(address);
    }
  }

  /** Counts a name that is taken without a command: a bot's. */
  long name(AddressBlock address) {
    return names.take(address);
  }

  /** Takes back a {@link #name} that was refused. */
  void nameRefused(AddressBlock address) {
    names.giveBack(address);
  }

  /** Whether what {@code command} asks for is something new; a page that is refused was work. */
  private static boolean isKept(Command<?> command) {
    return command instanceof SetUsername || isRoom(command);
  }

  private static boolean isRoom(Command<?> command) {
    return command instanceof CreatePublicRoom
        || command instanceof CreateCodeRoom
        || command instanceof CreatePrivateRoom;
  }

  private static boolean isJoin(Command<?> command) {
    return command instanceof JoinRoom
        || command instanceof JoinByCode
        || command instanceof JoinByInvite
        || command instanceof OpenConversation;
  }

  private AddressLimit limitOf(Command<?> command) {
    if (command instanceof SearchMessages) {
      return searches;
    } else if (command instanceof SetUsername) {
      return names;
    } else if (isRoom(command)) {
      return rooms;
    } else if (isJoin(command)
        || command instanceof ReadHistory
        || command instanceof ListMembers
        || command instanceof ListRooms
        || command instanceof ListInvites) {
      return reads;
    }
    return none;
  }

  private static int bytesOf(Command<?> command) {
    if (EventCommands.room(command) != null) {
      return WRITE_BYTES + EventCommands.contentBytes(command);
    } else if (isRoom(command) || command instanceof OpenConversation) {
      return ROOM_BYTES;
    }
    return isJoin(command) || command instanceof SetUsername || command instanceof CreateInvite
        ? WRITE_BYTES
        : 0;
  }

  /** The bytes of {@code text} in UTF-8; half of a pair counts as two, which is more than it is. */
  static int utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        length += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
      }
    }
    return length;
  }

  /** Forgets every full bucket. */
  void sweep() {
    Stream.of(bytes, searches, reads, names, rooms, publicRooms).forEach(AddressLimit::sweep);
  }
}
