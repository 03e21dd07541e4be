package chat.server.limit;

import chat.core.command.Command;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The limits on all users of one address together, over WebSockets and REST. A client can create
 * any number of users, so limits per user alone do not bound a client; these do. Commands are
 * charged before they are executed. Thread-safe without a global lock.
 *
 * <p>Writes are counted in bytes of one budget, which bounds what an address can store by any mix
 * of commands: a message costs {@link RateClass#WRITE_BYTES} and its text in UTF-8, any other
 * command that stores something {@link RateClass#WRITE_BYTES}, a room {@link RateClass#ROOM_BYTES}.
 */
public final class AddressBudget {
  private static final int KIB = 1_024;

  private final AddressLimit bytes;
  private final AddressLimit searches;
  private final AddressLimit reads;
  private final AddressLimit names;
  private final AddressLimit rooms;
  private final AddressLimit publicRooms;
  private final AddressLimit none;
  private final Function<Command<?>, CommandRate> rateOf;

  /**
   * @param rateOf the rate of each command
   * @param now the time in nanoseconds since a fixed moment, never negative
   */
  AddressBudget(AddressRates rates, Function<Command<?>, CommandRate> rateOf, LongSupplier now) {
    this.rateOf = rateOf;
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
   * @return 0 when it is allowed; otherwise the wait in milliseconds until it is, and nothing is
   *     counted
   */
  public long take(AddressBlock address, Command<?> command) {
    return take(address, command, rateOf.apply(command));
  }

  long take(AddressBlock address, Command<?> command, CommandRate rate) {
    int size = rate.bytes(command);
    long wait = size == 0 ? 0 : bytes.take(address, size);
    if (wait > 0) {
      return wait;
    }
    AddressLimit first = limit(rate.rateClass());
    wait = first.take(address);
    if (wait == 0 && rate.rateClass() == RateClass.PUBLIC_ROOM) {
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

  /** Gives back what {@link #take} counted for {@code command}, which changed nothing. */
  public void giveBack(AddressBlock address, Command<?> command) {
    giveBack(address, command, rateOf.apply(command));
  }

  void giveBack(AddressBlock address, Command<?> command, CommandRate rate) {
    int size = rate.bytes(command);
    if (size > 0) {
      bytes.giveBack(address, size);
    }
    switch (rate.rateClass().ofAddress()) {
      case NAMES -> names.giveBack(address);
      case ROOMS -> rooms.giveBack(address);
      case NONE, READS, SEARCHES -> {} // rejected reads are not given back: they cost work
    }
    if (rate.rateClass() == RateClass.PUBLIC_ROOM) {
      publicRooms.giveBack(address);
    }
  }

  private AddressLimit limit(RateClass rateClass) {
    return switch (rateClass.ofAddress()) {
      case NONE -> none;
      case READS -> reads;
      case SEARCHES -> searches;
      case NAMES -> names;
      case ROOMS -> rooms;
    };
  }

  /** Counts the name of a new bot, which is taken without a command. */
  long name(AddressBlock address) {
    return names.take(address);
  }

  /** Gives back a {@link #name} that was rejected. */
  void nameRefused(AddressBlock address) {
    names.giveBack(address);
  }

  /**
   * The length of {@code text} in UTF-8 bytes. An unpaired surrogate counts as two bytes, more than
   * its replacement takes.
   */
  public static int utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        length += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
      }
    }
    return length;
  }

  /** Removes all full buckets. */
  void sweep() {
    Stream.of(bytes, searches, reads, names, rooms, publicRooms).forEach(AddressLimit::sweep);
  }
}
