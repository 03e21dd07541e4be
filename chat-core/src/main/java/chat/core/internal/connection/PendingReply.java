package chat.core.internal.connection;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.internal.context.Rejections;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A command under way: who asked, and how to answer, once. Whoever holds it answers it; confined to
 * one holder at a time.
 *
 * @param <R> what answers it when it is accepted
 */
public final class PendingReply<R extends Reply> {
  private final Connection from;
  private final Consumer<Outcome<R>> callback;
  private final Runnable answered;
  private final Consumer<Throwable> failures;
  private final int footprint;
  private UnansweredCommands counter; // of the room that it is counted in; null before

  /**
   * @param footprint how many bytes the command takes
   * @param answered called once it is answered
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
   * Counts the request in {@code unanswered} until it is answered.
   *
   * @return false when that is full; then it is not counted
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

  public ConnectedUser person() {
    return from.person();
  }

  /** Gives the outcome; whoever calls flushes the listener later. */
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

  /** Gives the outcome and lets it go out at once. */
  public void answerNow(Outcome<R> outcome) {
    answer(outcome);
    from.flush();
  }

  /**
   * Goes on with {@code then} when {@code stage} has a result, on the thread that completes it;
   * when it fails, that is reported and the request refused.
   */
  public <T> void when(CompletionStage<T> stage, Consumer<T> then) {
    stage.whenComplete((result, failure) -> settle(result, failure, then));
  }

  /** Goes on with what came of a stage: its result, or a failure that the asker is told of. */
  public <T> void settle(T result, Throwable failure, Consumer<T> then) {
    if (failure != null) {
      failures.accept(failure);
      answerNow(Rejections.unavailable());
    } else {
      then.accept(result);
    }
  }

  public void refuseNow(Refusal refusal, String message) {
    answerNow(new Outcome.Refused<>(refusal, message));
  }
}
