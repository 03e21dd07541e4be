package chat.server.account;

/**
 * How many bots one account may have. Immutable.
 *
 * @param most bots that are there
 * @param mostRemoved removed bots that are still known, because a message or a conversation of
 *     theirs is kept: no other user can have their names
 */
public record BotBounds(int most, int mostRemoved) {}
