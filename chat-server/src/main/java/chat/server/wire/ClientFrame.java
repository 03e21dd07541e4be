package chat.server.wire;

import chat.core.command.Command;
import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** A frame of a client, understood or not. Immutable. */
public sealed interface ClientFrame {
  /** The frame's own {@code id}, which its reply carries as {@code re}. */
  Optional<String> id();

  /**
   * Asks the chat for something.
   *
   * @param command what
   * @param id the frame's {@code id}
   */
  record Asks(Command<?> command, Optional<String> id) implements ClientFrame {
    /** Rejects null. */
    public Asks {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * Asks for a sign of life.
   *
   * @param id the frame's {@code id}
   */
  record Ping(Optional<String> id) implements ClientFrame {
    /** Rejects null. */
    public Ping {
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * Cannot be understood.
   *
   * @param id the frame's {@code id}, when that much could be read
   * @param error what to answer
   */
  record Bad(Optional<String> id, ApiError error) implements ClientFrame {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(error, "error");
    }
  }
}
