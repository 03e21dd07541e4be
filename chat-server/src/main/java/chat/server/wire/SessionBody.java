package chat.server.wire;

import chat.server.wire.error.ApiError;
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
    /** Rejects null. */
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
   * Wants the session of an account.
   *
   * @param username whose
   * @param password by which they are known
   */
  record SignIn(String username, String password) implements SessionBody {
    /** Rejects null. */
    public SignIn {
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(password, "password");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "SignIn[username=" + username + "]";
    }
  }

  /**
   * Cannot be understood.
   *
   * @param error what to answer
   */
  record Bad(ApiError error) implements SessionBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
