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
 * Applies the rate limits to the commands of one connection. Methods that count return 0 when the
 * action is allowed; otherwise they count nothing and return the wait in milliseconds until it is.
 *
 * <p>{@link #arrives} is confined to the thread that receives the connection's frames; all other
 * methods are thread-safe.
 */
public final class CommandLimiter {
  /** Above this number of rooms the cache of keys starts again empty. */
  private static final int MOST_KEYS = 64;

  private final RateLimits limits;
  private final User user;
  private final AddressBlock address;
  private final boolean isKnown;
  private final Predicate<RoomId> owns;
  private final TokenBucket frames = new TokenBucket();

  /** Cached for each room, so that a message allocates no key. */
  private final Map<RoomId, UserRoomKey> keys = new HashMap<>();

  CommandLimiter(
      RateLimits limits, User user, AddressBlock address, boolean isKnown, Predicate<RoomId> owns) {
    this.limits = limits;
    this.user = user;
    this.address = address;
    this.isKnown = isKnown;
    this.owns = owns;
  }

  /** The limit on the user's messages in one room; empty when there is none. */
  public Optional<Rate> messages() {
    return limits.messages(user);
  }

  /** Counts a frame of any type. */
  public long frame() {
    return limits.frame(frames, user);
  }

  /**
   * Counts {@code command} on arrival if it stores an event. Counting later, when it is executed,
   * would count a batch of queued commands at once.
   */
  public long arrives(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (!rate.isEvent() || !limits.isOn()) {
      return 0;
    }
    long wait = limits.event(key(rate.room().apply(command)), user, rate);
    if (wait == 0) {
      wait = limits.budget().take(address, command, rate);
      if (wait > 0) {
        limits.notStored(user, command);
      }
    }
    return wait;
  }

  /**
   * Gives back what {@link #arrives} counted for {@code command}, which is not going to be
   * executed.
   */
  public void dropped(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (rate.isEvent()) {
      dropped(command, rate);
    }
  }

  private void dropped(Command<?> command, CommandRate rate) {
    limits.notStored(user, command);
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
   * Calls {@code turn} when {@code command} can be executed: at once, except that room codes from
   * one address are tried one after the other.
   *
   * @param turn receives a callback that it must run when {@code command} was rejected or {@link
   *     #settled}. May be called on another thread; must not block or throw
   */
  public void inTurn(Command<?> command, Consumer<Runnable> turn) {
    if (isByCode(command)) {
      limits.codes().take(address, turn);
    } else {
      SerialByKey.now(turn);
    }
  }

  /**
   * Counts {@code command} when it is executed, if it stores no event: only then is it known
   * whether the user belongs to the room.
   */
  public long turn(Command<?> command) {
    CommandRate rate = limits.rate(command);
    if (rate.isEvent() || isOwn(command, rate)) {
      return 0;
    }
    // The user's limit first: a user who exceeds it must not use up the address's budget.
    long wait = ofUser(rate.rateClass());
    if (wait == 0) {
      wait = limits.budget().take(address, command, rate);
      if (wait > 0) {
        giveBackOfUser(rate.rateClass());
      }
    }
    return wait;
  }

  private void giveBackOfUser(RateClass rateClass) {
    switch (rateClass.ofUser()) {
      case JOINS -> limits.joinRefused(user);
      case CHANGES -> limits.changeRefused(user);
      case DRAFTS -> limits.draftRefused(user);
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
      case DRAFTS -> limits.draft(user);
      case READS -> limits.read(user);
      case SEARCHES -> limits.search(user);
      case NONE -> 0;
    };
  }

  private boolean isByCode(Command<?> command) {
    return limits.rate(command).rateClass() == RateClass.JOIN_BY_CODE;
  }

  /** Whether a command joins a room that the user already belongs to, which is free. */
  private boolean isOwn(Command<?> command, CommandRate rate) {
    RoomId room = rate.rateClass() == RateClass.JOIN ? rate.room().apply(command) : null;
    return room != null && owns.test(room);
  }

  /**
   * The command to execute in place of {@code command}, which is allowed; see {@link
   * RoomCodeLimiter#seen}.
   */
  public Command<?> seen(Command<?> command) {
    return isByCode(command) ? limits.codes().seen((JoinByCode) command, isKnown) : command;
  }

  /**
   * Corrects what was counted once the outcome of a command is known.
   *
   * @param command the command that was executed
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
          case DRAFTS -> limits.draftRefused(user);
          case NONE, READS, SEARCHES -> {} // rejected reads are not given back: they cost work
        }
      }
    }
  }

  private static boolean hadNoEffect(Outcome<?> outcome) {
    return outcome instanceof Outcome.Accepted<?> accepted && accepted.reply().hadNoEffect();
  }

  /** Whether {@code command} tried a code that no room has. */
  public boolean isWrongCode(Command<?> command, Outcome<?> outcome) {
    return isByCode(command)
        && outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == Refusal.NOT_FOUND;
  }
}
