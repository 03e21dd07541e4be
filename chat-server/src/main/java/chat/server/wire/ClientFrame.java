package chat.server.wire;

import chat.core.command.Command;
import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** A decoded frame of a client, valid or not. Immutable. */
public sealed interface ClientFrame {
  /** The frame's own {@code id}, which its reply carries as {@code re}. */
  Optional<String> id();

  /**
   * A valid frame with a command.
   *
   * @param command the command
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
   * A ping.
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
   * An invalid frame.
   *
   * @param id the frame's {@code id}, if it could be parsed
   * @param error the error to reply with
   */
  record Bad(Optional<String> id, ApiError error) implements ClientFrame {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(error, "error");
    }
  }
}
