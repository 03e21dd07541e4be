package chat.core;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.dispatch.CommandPipeline;
import chat.core.model.RoomId;
import java.util.function.Consumer;

/**
 * One person's connection to a {@link Chat}: it asks by {@link #execute} and hears by the {@link
 * chat.core.port.Subscriber} that it was made with. Thread-safe; commands are taken in the order in
 * which they are given.
 */
public final class ChatConnection implements AutoCloseable {
  private final CommandPipeline pipeline;

  ChatConnection(CommandPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Asks for something. Never blocks, and never runs a room's work inside a subscriber's {@code
   * deliver}: what is asked there is queued.
   *
   * @param callback gets the outcome, exactly once: from this call when the answer is known at
   *     once, otherwise on a thread of the chat's executor or its store. It must not block. The
   *     outcome of a join comes before that room's first event, that of a post before its own
   *     event.
   */
  public <R extends Reply> void execute(Command<R> command, Consumer<Outcome<R>> callback) {
    pipeline.execute(command, callback);
  }

  /**
   * Whether the person belongs to {@code room}, as far as is known at this moment: nothing is
   * before the first command was answered, and what is under way does not count yet. Never blocks.
   */
  public boolean belongsTo(RoomId room) {
    return pipeline.belongsTo(room);
  }

  /**
   * Ends the connection. Commands given before are still carried out and answered; nothing more is
   * delivered soon after. The person stays present for the chat's presence grace. Calling it again
   * has no effect.
   */
  @Override
  public void close() {
    pipeline.close();
  }
}
