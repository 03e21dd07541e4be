package chat.server.limit;

import chat.core.command.room.JoinByCode;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Protects room codes from guessing: limits wrong codes from each address, and from all addresses
 * together against attackers with many addresses. Right codes cost nothing, so that a school class
 * can join with one code from one address. Thread-safe by its limits.
 *
 * <p>Beyond the limit of an address its codes are rejected without a lookup. Beyond the global
 * limit every code counts as wrong: it is replaced by one that no room has, so that neither the
 * response nor its time distinguishes right codes from wrong ones, or reveals that the limit is
 * reached. Known users are counted separately, so that an attacker with new guests cannot block
 * codes for them.
 */
final class RoomCodeLimiter {
  /** No room has it. */
  private static final String NO_CODE = "";

  /** The factor by which the global limit of known users exceeds that of all others. */
  private static final int KNOWN_FACTOR = 4;

  private enum Everywhere {
    KNOWN,
    UNKNOWN;

    static Everywhere of(boolean isKnown) {
      return isKnown ? KNOWN : UNKNOWN;
    }

    int factor() {
      return this == KNOWN ? KNOWN_FACTOR : 1;
    }
  }

  private final AddressLimit wrong;
  private final RateLimit<Everywhere> allWrong;
  private final SerialByKey<AddressBlock> turns = new SerialByKey<>();

  RoomCodeLimiter(Rate wrong, Rate allWrong, LongSupplier now) {
    this.wrong = new AddressLimit(wrong, now);
    this.allWrong = new RateLimit<>(allWrong, now);
  }

  /**
   * Calls {@code turn} when no other code of {@code address} is being looked up. Otherwise an
   * address could try as many codes at once as it has connections, before the first is counted as
   * wrong.
   *
   * @param turn receives a callback that it must run once its code was found right or wrong, or was
   *     rejected
   */
  void take(AddressBlock address, Consumer<Runnable> turn) {
    if (wrong.isUnlimited()) {
      SerialByKey.now(turn);
    } else {
      turns.take(address, turn);
    }
  }

  /** The wait in milliseconds until {@code address} may try a code; 0 for now. */
  long missing(AddressBlock address) {
    return wrong.missing(address);
  }

  /**
   * The command to execute in place of {@code attempt}: one with a code that no room has when the
   * global limit is reached.
   *
   * @param isKnown whether the user is a known one
   */
  JoinByCode seen(JoinByCode attempt, boolean isKnown) {
    Everywhere all = Everywhere.of(isKnown);
    return allWrong.missing(all, all.factor()) == 0
        ? attempt
        : new JoinByCode(NO_CODE, attempt.after(), attempt.limit(), attempt.users());
  }

  /**
   * Counts a wrong code. Concurrent attempts from many addresses may together exceed the limit; the
   * excess delays later attempts, so that the long-term rate is kept.
   *
   * @param seen the command that was executed
   * @param isKnown whether the user is a known one
   */
  void wasWrong(AddressBlock address, JoinByCode seen, boolean isKnown) {
    wrong.charge(address);
    if (!seen.code().equals(NO_CODE)) {
      Everywhere all = Everywhere.of(isKnown);
      allWrong.charge(all, all.factor());
    }
  }

  void sweep() {
    wrong.sweep();
    allWrong.sweep();
  }
}
