package chat.core.internal.log;

import chat.core.bound.ByteBudget;

/**
 * The bounds of the tail of a room. Immutable; its parts are thread-safe.
 *
 * @param messages maximum number of messages of one tail
 * @param bytes maximum bytes of one tail
 * @param all the budget that all tails share
 * @param pressed called when {@code all} is used up, to evict the tails of the least recently used
 *     rooms
 */
public record TailBounds(int messages, long bytes, ByteBudget all, Runnable pressed) {}
