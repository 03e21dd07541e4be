package chat.core.command;

/**
 * What an accepted command brings. Each reply is nested in its command; one that several commands
 * share, in the first of them. Immutable.
 */
public interface Reply {
  /**
   * Whether the command was accepted without effect: an earlier one with the same key had stored
   * its event, or there was nothing to change. Then it does not count in limits.
   */
  default boolean hadNoEffect() {
    return false;
  }
}
