package chat.core.internal.connection;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.internal.context.Rejections;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * An unanswered command: the connection that it came from, and the callback that takes its outcome,
 * exactly once. Not thread-safe; each handler that it is passed to answers it or passes it on.
 *
 * @param <R> the reply to the command when it is accepted
 */
public final class PendingReply<R extends Reply> {
  private final Connection from;
  private final Consumer<Outcome<R>> callback;
  private final Runnable answered;
  private final Consumer<Throwable> failures;
  private final int footprint;
  private UnansweredCommands counter; // of the room in which it is counted; null when it is not

  /**
   * @param footprint the bytes of heap that the command takes
   * @param answered called when the command has been answered
   */
  public PendingReply(
      Connection from,
      int footprint,
      Consumer<Outcome<R>> callback,
      Runnable answered,
      Consumer<Throwable> failures) {
    this.from = from;
    this.footprint = footprint;
    this.callback = callback;
    this.answered = answered;
    this.failures = failures;
  }

  /**
   * Counts the command in {@code unanswered} until it is answered.
   *
   * @return false when {@code unanswered} is full; then the command is not counted
   */
  public boolean countIn(UnansweredCommands unanswered) {
    boolean fits = unanswered.tryAdd(footprint);
    if (fits) {
      counter = unanswered;
    }
    return fits;
  }

  public Connection from() {
    return from;
  }

  public ConnectedUser user() {
    return from.user();
  }

  /** Delivers the outcome; the caller has to flush the connection later. */
  public void answer(Outcome<R> outcome) {
    if (counter != null) {
      counter.remove(footprint);
    }
    try {
      callback.accept(outcome);
    } catch (Throwable e) {
      failures.accept(e);
    }
    from.answered(footprint);
    answered.run();
  }

  /** Delivers the outcome and flushes the connection. */
  public void answerNow(Outcome<R> outcome) {
    answer(outcome);
    from.flush();
  }

  /**
   * Calls {@code then} with the result of {@code stage}, on the thread that completes it. A failure
   * is reported, and the command is rejected as {@code unavailable}.
   */
  public <T> void when(CompletionStage<T> stage, Consumer<T> then) {
    stage.whenComplete((result, failure) -> settle(result, failure, then));
  }

  /**
   * Calls {@code then} with the result of a stage, or rejects the command as {@code unavailable}
   * when {@code failure} is not null.
   */
  public <T> void settle(T result, Throwable failure, Consumer<T> then) {
    if (failure != null) {
      failures.accept(failure);
      answerNow(Rejections.unavailable());
    } else {
      then.accept(result);
    }
  }

  public void rejectNow(Refusal refusal, String message) {
    answerNow(new Outcome.Refused<>(refusal, message));
  }
}
