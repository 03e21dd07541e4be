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

/** Reads the bodies of requests that concern accounts. Never throws. Stateless, thread-safe. */
public final class AccountBodies {
  /** One thing to change about one's account. */
  public sealed interface Change {}

  /**
   * Another name.
   *
   * @param username which
   */
  public record Rename(String username) implements Change {}

  /**
   * Another password.
   *
   * @param password the one of now
   * @param newPassword the one to be
   */
  public record NewPassword(String password, String newPassword) implements Change {
    /** Hides the secrets. */
    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  /**
   * Being an admin.
   *
   * @param token what makes one
   */
  public record BecomeAdmin(String token) implements Change {
    /** Hides the secret. */
    @Override
    public String toString() {
      return "BecomeAdmin";
    }
  }

  /**
   * A bot to be made.
   *
   * @param username its name
   * @param scopes what its token is to be good for
   */
  public record NewBot(String username, Set<Scope> scopes) {}

  /**
   * An invitation to be made.
   *
   * @param uses for how many accounts
   * @param days for how long
   */
  public record NewInvitation(OptionalLong uses, OptionalLong days) {}

  private AccountBodies() {}

  /** Somebody who wants to register. */
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

  /** A change of one's account: one thing at a time, so that it is done or not. */
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
            "Change one thing: username, password (with new_password), or admin_token."));
  }

  /** A password alone. */
  public static Body<String> password(byte[] body) {
    return Body.of(body, fields -> password(fields));
  }

  static String password(JsonFields fields) {
    return fields.string("password");
  }

  /** A bot to be made. */
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
                  () ->
                      InvalidFrameException.invalid("scopes", "There is no scope " + word + ".")));
    }
    return scopes;
  }

  /** An invitation to be made. */
  public static Body<NewInvitation> invitation(byte[] body) {
    return Body.of(body, fields -> invitation(fields));
  }

  static NewInvitation invitation(JsonFields fields) {
    return new NewInvitation(fields.optionalNumber("uses"), fields.optionalNumber("days"));
  }
}
