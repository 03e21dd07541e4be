package chat.server.limit;

import chat.core.command.Command;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How the limits count the commands of one type. Immutable.
 *
 * @param rateClass the limits that count them
 * @param room the room that a command names; returns null when the limits do not depend on it
 * @param contentBytes the bytes of the content that a command stores, in UTF-8
 */
public record CommandRate(
    RateClass rateClass,
    Function<Command<?>, RoomId> room,
    ToIntFunction<Command<?>> contentBytes) {
  /** The rate of commands that no limit counts. */
  public static final CommandRate UNLIMITED = of(RateClass.UNLIMITED);

  /**
   * Bytes that count as stored for what an event repeats of its message: its text and what
   * describes its files, which are not known when it is counted, at their largest but for rare
   * texts.
   */
  public static final int REPEATED_BYTES = 32_768;

  /** Bytes of the text of a draft that do not count as stored. */
  static final int FREE_DRAFT_BYTES = 1_024;

  /** Rejects null. */
  public CommandRate {
    Objects.requireNonNull(rateClass, "rateClass");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(contentBytes, "contentBytes");
  }

  /** The rate of commands that count regardless of room and content. */
  public static CommandRate of(RateClass rateClass) {
    return new CommandRate(rateClass, command -> null, command -> 0);
  }

  /** The rate of commands that join the room they name. */
  public static <C extends Command<?>> CommandRate join(Class<C> type, Function<C, RoomId> room) {
    return new CommandRate(RateClass.JOIN, command -> room.apply(type.cast(command)), command -> 0);
  }

  /** The rate of commands that store an event in the log of the room they name. */
  public static <C extends Command<?>> CommandRate event(
      Class<C> type, Function<C, RoomId> room, ToIntFunction<C> contentBytes) {
    return new CommandRate(
        RateClass.EVENT,
        command -> room.apply(type.cast(command)),
        command -> contentBytes.applyAsInt(type.cast(command)));
  }

  /** The rate of commands that set or remove a reaction in the room they name. */
  public static <C extends Command<?>> CommandRate reaction(
      Class<C> type, Function<C, RoomId> room) {
    return new CommandRate(
        RateClass.REACTION, command -> room.apply(type.cast(command)), command -> 0);
  }

  /**
   * The rate of commands that replace a draft. A draft is stored again and again while it is
   * written, so that only the part that is longer than usual counts as stored.
   */
  public static <C extends Command<?>> CommandRate draft(
      Class<C> type, ToIntFunction<C> contentBytes) {
    return new CommandRate(
        RateClass.DRAFT,
        command -> null,
        command -> Math.max(0, contentBytes.applyAsInt(type.cast(command)) - FREE_DRAFT_BYTES));
  }

  /** Whether a command stores an event, and so counts as a message. */
  boolean isEvent() {
    return rateClass == RateClass.EVENT || isReaction();
  }

  /** Whether a command also counts as a reaction of its room. */
  boolean isReaction() {
    return rateClass == RateClass.REACTION;
  }

  /** The bytes that {@code command} stores. */
  int bytes(Command<?> command) {
    return rateClass.bytes() + contentBytes.applyAsInt(command);
  }
}
