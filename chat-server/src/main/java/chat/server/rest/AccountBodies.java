package chat.server.rest;

import chat.server.account.Scope;
import chat.server.account.service.Registration;
import chat.server.wire.Body;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** Parses the bodies of requests about accounts. Never throws. Stateless, thread-safe. */
public final class AccountBodies {
  /** A change of the caller's account. */
  public sealed interface Change {}

  /**
   * A change of the name.
   *
   * @param username the new name
   */
  public record Rename(String username) implements Change {}

  /**
   * A change of the password.
   *
   * @param password the current password
   * @param newPassword the new password
   */
  public record NewPassword(String password, String newPassword) implements Change {
    /** Hides the secrets. */
    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  /**
   * A request to become an admin.
   *
   * @param token the admin token
   */
  public record BecomeAdmin(String token) implements Change {
    /** Hides the secret. */
    @Override
    public String toString() {
      return "BecomeAdmin";
    }
  }

  /**
   * A request to create a bot.
   *
   * @param username its name
   * @param scopes the scopes of its token
   */
  public record NewBot(String username, Set<Scope> scopes) {}

  /**
   * A request to create a signup invite.
   *
   * @param uses for how many accounts it is valid
   * @param days for how many days it is valid
   */
  public record NewInvitation(OptionalLong uses, OptionalLong days) {}

  private AccountBodies() {}

  /** Parses a registration. */
  public static Body<Registration.Draft> registration(byte[] body) {
    return Body.of(body, fields -> registration(fields));
  }

  static Registration.Draft registration(JsonFields fields) {
    return new Registration.Draft(
        fields.username(),
        fields.string("password"),
        fields.optionalString("invitation"),
        fields.optionalString("admin_token"));
  }

  /** Parses a change of an account: one property at a time, so that it succeeds or fails whole. */
  public static Body<Change> change(byte[] body) {
    return Body.of(body, fields -> change(fields));
  }

  static Change change(JsonFields fields) {
    boolean renames = fields.has("username");
    boolean changesPassword = fields.has("password") || fields.has("new_password");
    boolean becomesAdmin = fields.has("admin_token");
    if (renames && !changesPassword && !becomesAdmin) {
      return new Rename(fields.username());
    }
    if (changesPassword && !renames && !becomesAdmin) {
      return new NewPassword(fields.string("password"), fields.string("new_password"));
    }
    if (becomesAdmin && !renames && !changesPassword) {
      return new BecomeAdmin(fields.string("admin_token"));
    }
    throw new InvalidFrameException(
        ApiError.of(
            ErrorCode.INVALID,
            "Specify exactly one of username, password (with new_password) and admin_token."));
  }

  /** Parses a body with a password alone. */
  public static Body<String> password(byte[] body) {
    return Body.of(body, fields -> password(fields));
  }

  static String password(JsonFields fields) {
    return fields.string("password");
  }

  /** Parses a request to create a bot. */
  public static Body<NewBot> bot(byte[] body) {
    return Body.of(body, fields -> bot(fields));
  }

  static NewBot bot(JsonFields fields) {
    return new NewBot(fields.username(), scopes(fields));
  }

  private static Set<Scope> scopes(JsonFields fields) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : fields.strings("scopes")) {
      scopes.add(
          Scope.named(word)
              .orElseThrow(
                  () -> InvalidFrameException.invalid("scopes", "Unknown scope: " + word + ".")));
    }
    return scopes;
  }

  /** Parses a request to create a signup invite. */
  public static Body<NewInvitation> invitation(byte[] body) {
    return Body.of(body, fields -> invitation(fields));
  }

  static NewInvitation invitation(JsonFields fields) {
    return new NewInvitation(fields.optionalNumber("uses"), fields.optionalNumber("days"));
  }
}
