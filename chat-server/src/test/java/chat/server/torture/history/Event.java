package chat.server.torture.history;

/**
 * A durable event, without what later events change of it. Immutable.
 *
 * @param type its type on the wire
 * @param author the id of the user who made it
 * @param target the message that it is about; 0 for none
 * @param replyTo the message that this message answers; 0 for none
 * @param thread the root of the thread of this message, or of the deleted one; 0 for none
 * @param subject the emoji of a reaction, the reason of a deletion, the {@link #change} of a room;
 *     empty for others
 */
public record Event(
    String room,
    long seq,
    String type,
    String author,
    String clientId,
    String at,
    long target,
    long replyTo,
    long thread,
    String subject) {
  /** The type of messages. */
  public static final String MESSAGE = "new_message";

  /** The {@link #subject} of a change of a room. */
  public static String change(String field, String value) {
    return field + "=" + value;
  }

  public boolean isMessage() {
    return type.equals(MESSAGE);
  }
}
