package chat.core;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.dispatch.CommandPipeline;
import chat.core.model.RoomId;
import java.util.function.Consumer;

/**
 * A connection of a user to a {@link Chat}: it sends commands with {@link #execute} and receives
 * events with the {@link chat.core.port.Subscriber} that it was opened with. Thread-safe; commands
 * are executed in the order in which they are submitted.
 */
public final class ChatConnection implements AutoCloseable {
  private final CommandPipeline pipeline;

  ChatConnection(CommandPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Submits a command. Never blocks, and never runs the work of a room inside a subscriber's {@code
   * deliver}: a command submitted there is queued.
   *
   * @param callback receives the outcome, exactly once: within this call when it is known at once,
   *     otherwise on a thread of the chat's executor or its store. It must not block. The outcome
   *     of a join precedes the first event of the room, and the outcome of a post precedes its own
   *     event.
   */
  public <R extends Reply> void execute(Command<R> command, Consumer<Outcome<R>> callback) {
    pipeline.execute(command, callback);
  }

  /**
   * Whether the user is a member of {@code room}, as far as this node knows: false before the first
   * command was answered; unanswered commands are not taken into account. Never blocks.
   */
  public boolean belongsTo(RoomId room) {
    return pipeline.belongsTo(room);
  }

  /**
   * Closes the connection. Commands submitted before are still executed and answered; delivery of
   * events stops shortly after. The user stays present for the presence grace period. Further calls
   * have no effect.
   */
  @Override
  public void close() {
    pipeline.close();
  }
}
