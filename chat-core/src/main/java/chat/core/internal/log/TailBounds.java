package chat.core.internal.log;

import chat.core.bound.ByteBudget;

/**
 * What the tail of a room may hold. Immutable; its parts are thread-safe.
 *
 * @param messages the most messages of one tail
 * @param bytes the most bytes of one tail
 * @param all what all tails share
 * @param pressed called when {@code all} is used up: rooms that are used least are to drop theirs
 */
public record TailBounds(int messages, long bytes, ByteBudget all, Runnable pressed) {}
