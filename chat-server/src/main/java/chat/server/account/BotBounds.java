package chat.server.account;

/**
 * The limits on the bots of one account. Immutable.
 *
 * @param most how many active bots
 * @param mostRemoved how many removed bots whose names are still reserved, because a message or a
 *     conversation of theirs is kept
 */
public record BotBounds(int most, int mostRemoved) {}
