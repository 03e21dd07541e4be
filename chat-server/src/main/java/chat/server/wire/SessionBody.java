package chat.server.wire;

import java.util.Objects;
import java.util.Optional;

/** The body of a request for a session, understood or not. Immutable. */
public sealed interface SessionBody {
  /**
   * Wants a session.
   *
   * @param session the one to exchange; empty for that of a new guest
   */
  record Wanted(Optional<String> session) implements SessionBody {
    /** Takes the session as it is. */
    public Wanted {
      Objects.requireNonNull(session, "session");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "Wanted[session=" + (session.isPresent() ? "***" : "none") + "]";
    }
  }

  /**
   * Cannot be understood.
   *
   * @param error what to answer
   */
  record Bad(WireError error) implements SessionBody {
    /** Takes the error as it is. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
