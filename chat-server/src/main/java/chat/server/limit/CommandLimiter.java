package chat.server.limit;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.room.JoinByCode;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What one connection may still do. What counts something answers 0 when it may be done, and
 * otherwise after how many milliseconds; then nothing was counted.
 *
 * <p>{@link #arrives} belongs to the one thread at a time that takes the connection's frames;
 * everything else is thread-safe.
 */
public final class CommandLimiter {
  /** Nobody talks in more rooms at a time; whoever does has their keys made anew. */
  private static final int MOST_KEYS = 64;

  private final RateLimits limits;
  private final User user;
  private final AddressBlock address;
  private final boolean isKnown;
  private final Predicate<RoomId> owns;
  private final TokenBucket frames = new TokenBucket();

  /** Made once for each room, so that a message costs no object. */
  private final Map<RoomId, UserRoomKey> keys = new HashMap<>();

  CommandLimiter(
      RateLimits limits, User user, AddressBlock address, boolean isKnown, Predicate<RoomId> owns) {
    this.limits = limits;
    this.user = user;
    this.address = address;
    this.isKnown = isKnown;
    this.owns = owns;
  }

  /** How often the person may write in one room; empty for as often as one likes. */
  public Optional<Rate> messages() {
    return limits.messages(user);
  }

  /** Counts a frame, whatever it holds. */
  public long frame() {
    return limits.frame(frames, user);
  }

  /**
   * Counts {@code command} on coming in, if it makes an event: at its turn many may come at once.
   */
  public long arrives(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (!rate.isEvent() || !limits.isOn()) {
      return 0;
    }
    RoomId room = rate.room().apply(command);
    long wait = limits.message(key(room), user);
    if (wait == 0) {
      wait = limits.budget().take(address, command, rate);
      if (wait > 0) {
        limits.notSent(user, room);
      }
    }
    return wait;
  }

  /**
   * Takes back what {@link #arrives} counted for {@code command}, which is not going to be done.
   */
  public void dropped(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (rate.isEvent()) {
      dropped(command, rate);
    }
  }

  private void dropped(Command<?> command, CommandRate rate) {
    limits.notSent(user, rate.room().apply(command));
    limits.budget().giveBack(address, command, rate);
  }

  private UserRoomKey key(RoomId room) {
    UserRoomKey known = keys.get(room);
    if (known != null) {
      return known;
    }
    if (keys.size() >= MOST_KEYS) {
      keys.clear();
    }
    UserRoomKey made = new UserRoomKey(user.id(), room);
    keys.put(room, made);
    return made;
  }

  /**
   * Calls {@code turn} when it is the turn of {@code command}: at once, but that the codes of rooms
   * that come from one address are tried one after the other.
   *
   * @param turn gets what it has to run when {@code command} is refused or {@link #settled}; it may
   *     be called on another thread then, and must not block or throw
   */
  public void inTurn(Command<?> command, Consumer<Runnable> turn) {
    if (isByCode(command)) {
      limits.codes().take(address, turn);
    } else {
      SerialByKey.now(turn);
    }
  }

  /**
   * Counts {@code command} at its turn, if it makes no event: only then it is known whose a room
   * is.
   */
  public long turn(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (rate.isEvent() || isOwn(command, rate)) {
      return 0;
    }
    // First the user: what one alone does too often costs the others of the address nothing.
    long wait = ofUser(rate.rateClass());
    if (wait == 0) {
      wait = limits.budget().take(address, command, rate);
      if (wait > 0) {
        takeBackOfUser(rate.rateClass());
      }
    }
    return wait;
  }

  private void takeBackOfUser(RateClass rateClass) {
    switch (rateClass.ofUser()) {
      case JOINS -> limits.joinRefused(user);
      case CHANGES -> limits.changeRefused(user);
      case READS -> limits.readRefused(user);
      case SEARCHES -> limits.searchRefused(user);
      case NONE -> {} // nothing was counted
    }
  }

  private long ofUser(RateClass rateClass) {
    if (rateClass == RateClass.JOIN_BY_CODE) {
      long wait = limits.codes().missing(address);
      if (wait > 0) {
        return wait;
      }
    }
    return switch (rateClass.ofUser()) {
      case JOINS -> limits.join(user);
      case CHANGES -> limits.change(user);
      case READS -> limits.read(user);
      case SEARCHES -> limits.search(user);
      case NONE -> 0;
    };
  }

  private boolean isByCode(Command<?> command) {
    return limits.rate(command).rateClass() == RateClass.JOIN_BY_CODE;
  }

  /** Whether a command joins a room that the user belongs to: then it is free. */
  private boolean isOwn(Command<?> command, CommandRate rate) {
    RoomId room = rate.rateClass() == RateClass.JOIN ? rate.room().apply(command) : null;
    return room != null && owns.test(room);
  }

  /** What is to be asked of the chat for {@code command}, which may be done. */
  public Command<?> seen(Command<?> command) {
    return isByCode(command) ? limits.codes().seen((JoinByCode) command, isKnown) : command;
  }

  /**
   * Corrects what was counted by what came of it.
   *
   * @param command what was asked of the chat
   */
  public void settled(Command<?> command, Outcome<?> outcome) {
    CommandRate rate = limits.rate(command);
    boolean isRejected = outcome instanceof Outcome.Refused<?>;
    if (rate.isEvent()) {
      if (isRejected || hadNoEffect(outcome)) {
        dropped(command, rate);
      }
    } else if (isRejected) {
      if (isWrongCode(command, outcome)) {
        limits.codes().wasWrong(address, (JoinByCode) command, isKnown);
      }
      if (!isOwn(command, rate)) {
        limits.budget().giveBack(address, command, rate);
        switch (rate.rateClass().ofUser()) {
          case JOINS -> limits.joinRefused(user);
          case CHANGES -> limits.changeRefused(user);
          case NONE, READS, SEARCHES -> {} // a page that was rejected was work
        }
      }
    }
  }

  private static boolean hadNoEffect(Outcome<?> outcome) {
    return outcome instanceof Outcome.Accepted<?> accepted && accepted.reply().hadNoEffect();
  }

  /** Whether {@code command} tried the code of a room that there is not. */
  public boolean isWrongCode(Command<?> command, Outcome<?> outcome) {
    return isByCode(command)
        && outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == Refusal.NOT_FOUND;
  }
}
