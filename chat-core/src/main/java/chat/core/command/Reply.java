package chat.core.command;

/**
 * The reply to an accepted command. Each reply is nested in its command; one that several commands
 * share is nested in one of them. Immutable.
 */
public interface Reply {
  /**
   * Whether the command was accepted without effect: an earlier one with the same key had stored
   * its event, or there was nothing to change. Then it does not count in rate limits.
   */
  default boolean hadNoEffect() {
    return false;
  }
}
