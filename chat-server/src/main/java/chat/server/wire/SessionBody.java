package chat.server.wire;

import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** The parsed body of a request for a session, valid or not. Immutable. */
public sealed interface SessionBody {
  /**
   * A request for a session without a password.
   *
   * @param session an existing session to set as a cookie; empty to create a guest
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
   * A sign-in to an account.
   *
   * @param username the name of the account
   * @param password its password
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
   * An invalid body.
   *
   * @param error the error to respond with
   */
  record Bad(ApiError error) implements SessionBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
