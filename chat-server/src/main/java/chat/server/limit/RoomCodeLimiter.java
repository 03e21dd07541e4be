package chat.server.limit;

import chat.core.command.room.JoinByCode;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps the codes of rooms from being guessed: bounds the wrong ones from each address, and those
 * from all together against whoever has many addresses. Right ones cost nothing, so a class that
 * comes in from one address with one code is let in. Thread-safe by its limits.
 *
 * <p>Past the bound of an address its codes are not looked at. Past that of all every code is a
 * wrong one: it is looked up as one that no room has, so neither the answer nor its time tells a
 * right code from a wrong one, nor that this is so. Users whom the server knows are counted apart
 * from the others, so that guests made for the purpose cannot close the codes for them.
 */
final class RoomCodeLimiter {
  /** No room has it. */
  private static final String NO_CODE = "";

  /** Known users may try so many times as many wrong codes together as all others. */
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
   * Calls {@code turn} when no other code of {@code address} is being looked up: it must be known
   * whether that was wrong, or as many would be tried at once as an address has connections.
   *
   * @param turn gets what it has to run, once, when its code is found right or wrong, or refused
   */
  void take(AddressBlock address, Consumer<Runnable> turn) {
    if (wrong.isUnlimited()) {
      SerialByKey.now(turn);
    } else {
      turns.take(address, turn);
    }
  }

  /** After how many milliseconds {@code address} may try a code; 0 for now. */
  long missing(AddressBlock address) {
    return wrong.missing(address);
  }

  /**
   * What is to be asked of the chat for {@code attempt}.
   *
   * @param isKnown whether the server knows the user
   */
  JoinByCode seen(JoinByCode attempt, boolean isKnown) {
    Everywhere all = Everywhere.of(isKnown);
    return allWrong.missing(all, all.factor()) == 0
        ? attempt
        : new JoinByCode(NO_CODE, attempt.after(), attempt.limit(), attempt.users());
  }

  /**
   * Counts a code that was wrong. Those of many addresses under way at the same moment may together
   * be more than there was room for: they are owed, so that in the long run it is never more.
   *
   * @param seen what was asked of the chat
   * @param isKnown whether the server knows the user
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
