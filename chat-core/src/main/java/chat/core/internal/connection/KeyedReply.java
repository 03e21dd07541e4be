package chat.core.internal.connection;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Rejections;
import chat.core.port.Receipt;
import chat.core.port.SendKey;

/**
 * The reply to a command with a {@code client_id} whose event is stored, by this command or by an
 * earlier one that it repeats. Immutable.
 *
 * @param <R> the type of the reply
 * @param key identifies the command among the repetitions of a client
 * @param subject what the command's event is about; see {@link chat.core.event.RoomEvent#subject}
 * @param reply makes the reply
 */
public record KeyedReply<R extends Reply>(SendKey key, String subject, OfReceipt<R> reply) {
  /** Makes the reply of a command whose event is stored. */
  @FunctionalInterface
  public interface OfReceipt<R> {
    /**
     * The reply.
     *
     * @param duplicate whether an earlier command with the same key stored the event
     */
    R of(Receipt receipt, boolean duplicate);
  }

  /** The outcome of a command whose key belongs to an event that is stored already. */
  public Outcome<R> repeated(Receipt receipt) {
    return receipt.subject().equals(subject)
        ? Outcome.accepted(reply.of(receipt, true))
        : Rejections.keyOfAnother();
  }

  /**
   * Answers a command that stores nothing with {@code outcome}, unless the log has an event with
   * its key: then the reply is the one of that event.
   */
  public void answerUnlessStored(ChatContext chat, PendingReply<R> request, Outcome<R> outcome) {
    request.when(
        chat.log().find(key),
        receipt -> request.answerNow(receipt.map(this::repeated).orElse(outcome)));
  }
}
