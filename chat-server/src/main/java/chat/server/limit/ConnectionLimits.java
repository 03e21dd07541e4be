package chat.server.limit;

import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.OpenConversation;
import chat.core.command.Outcome;
import chat.core.command.ReadHistory;
import chat.core.command.Refusal;
import chat.core.command.RevokeInvite;
import chat.core.command.SearchMessages;
import chat.core.command.SetUsername;
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
public final class ConnectionLimits {
  /** Nobody talks in more rooms at a time; whoever does has their keys made anew. */
  private static final int MOST_KEYS = 64;

  private final Limits limits;
  private final User user;
  private final AddressBlock address;
  private final boolean isKnown;
  private final Predicate<RoomId> owns;
  private final TokenBucket frames = new TokenBucket();

  /** Made once for each room, so that a message costs no object. */
  private final Map<RoomId, UserRoom> keys = new HashMap<>();

  ConnectionLimits(
      Limits limits, User user, AddressBlock address, boolean isKnown, Predicate<RoomId> owns) {
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
    RoomId room = EventCommands.room(command);
    if (room == null || !limits.isOn()) {
      return 0;
    }
    long wait = limits.message(key(room), user);
    if (wait == 0) {
      wait = limits.budget().take(address, command);
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
    RoomId room = EventCommands.room(command);
    if (room != null) {
      limits.notSent(user, room);
      limits.budget().giveBack(address, command);
    }
  }

  private UserRoom key(RoomId room) {
    UserRoom known = keys.get(room);
    if (known != null) {
      return known;
    }
    if (keys.size() >= MOST_KEYS) {
      keys.clear();
    }
    UserRoom made = new UserRoom(user.id(), room);
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
    if (command instanceof JoinByCode) {
      limits.codes().take(address, turn);
    } else {
      Turns.now(turn);
    }
  }

  /**
   * Counts {@code command} at its turn, if it makes no event: only then it is known whose a room
   * is.
   */
  public long turn(Command<?> command) {
    if (EventCommands.room(command) != null || isOwn(command)) {
      return 0;
    }
    // First the user: what one alone does too often costs the others of the address nothing.
    long wait = ofUser(command);
    if (wait == 0) {
      wait = limits.budget().take(address, command);
      if (wait > 0) {
        takeBackOfUser(command);
      }
    }
    return wait;
  }

  private void takeBackOfUser(Command<?> command) {
    if (isJoin(command)) {
      limits.joinRefused(user);
    } else if (command instanceof SearchMessages) {
      limits.searchRefused(user);
    } else if (isRead(command)) {
      limits.readRefused(user);
    } else if (isChange(command)) {
      limits.changeRefused(user);
    }
  }

  private long ofUser(Command<?> command) {
    if (command instanceof JoinByCode) {
      long wait = limits.codes().missing(address);
      return wait > 0 ? wait : limits.join(user);
    } else if (isJoin(command)) {
      return limits.join(user);
    } else if (command instanceof SearchMessages) {
      return limits.search(user);
    } else if (isRead(command)) {
      return limits.read(user);
    }
    return isChange(command) ? limits.change(user) : 0;
  }

  private static boolean isJoin(Command<?> command) {
    return command instanceof JoinRoom
        || command instanceof JoinByCode
        || command instanceof JoinByInvite
        || command instanceof LeaveRoom
        || command instanceof OpenConversation;
  }

  private static boolean isRead(Command<?> command) {
    return command instanceof ReadHistory
        || command instanceof ListMembers
        || command instanceof ListRooms
        || command instanceof ListInvites;
  }

  private static boolean isChange(Command<?> command) {
    return command instanceof CreatePublicRoom
        || command instanceof CreateCodeRoom
        || command instanceof CreatePrivateRoom
        || command instanceof CreateInvite
        || command instanceof RevokeInvite
        || command instanceof SetUsername;
  }

  /** Leaving is never free: otherwise leaving and joining in turns could be. */
  private boolean isOwn(Command<?> command) {
    return command instanceof JoinRoom join && owns.test(join.room());
  }

  /** What is to be asked of the chat for {@code command}, which may be done. */
  public Command<?> seen(Command<?> command) {
    return command instanceof JoinByCode attempt ? limits.codes().seen(attempt, isKnown) : command;
  }

  /**
   * Corrects what was counted by what came of it.
   *
   * @param command what was asked of the chat
   */
  public void settled(Command<?> command, Outcome<?> outcome) {
    if (EventCommands.room(command) != null) {
      if (!EventCommands.hasStored(outcome)) {
        dropped(command);
      }
    } else if (outcome instanceof Outcome.Refused<?>) {
      if (isWrongCode(command, outcome)) {
        limits.codes().wasWrong(address, (JoinByCode) command, isKnown);
      }
      if (!isOwn(command)) {
        limits.budget().giveBack(address, command);
      }
      if (isJoin(command) && !isOwn(command)) {
        limits.joinRefused(user);
      } else if (isChange(command)) {
        limits.changeRefused(user);
      }
    }
  }

  /** Whether a room's code let nobody in. */
  public static boolean isWrongCode(Command<?> command, Outcome<?> outcome) {
    return command instanceof JoinByCode
        && outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == Refusal.NOT_FOUND;
  }
}
