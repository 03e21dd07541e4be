package chat.server.account.service;

import chat.core.command.Refusal;
import chat.server.account.AccountException;
import chat.server.account.Guarded;
import chat.server.account.Identity;
import chat.server.account.SignupInvite;
import chat.server.account.SignupInviteStore;
import chat.server.account.TokenHash;
import chat.server.account.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Creates, lists and revokes signup invites. Only admins create them: they answer for who is on a
 * closed server, and if every account could invite, one careless user could open the server to all.
 * Thread-safe by its parts.
 */
public final class SignupInvites {
  static final int MOST_USES = 1_000;
  static final int MOST_DAYS = 365;
  private static final int DAYS = 7;

  /**
   * A new signup invite with its token. Immutable.
   *
   * @param token the secret, which is sent to the client once
   * @param kept what is stored
   */
  public record Made(String token, SignupInvite kept) {
    @Override
    public String toString() {
      return kept.toString(); // the token is a secret and must not reach a log
    }
  }

  private final SignupInviteStore store;
  private final AccountSettings accounts;
  private final Clock clock;

  /** Signup invites in {@code store}, created by admins of {@code accounts}. */
  public SignupInvites(SignupInviteStore store, AccountSettings accounts, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Creates a signup invite.
   *
   * @param uses how many accounts it is for, 1 to 1,000; 1 by default
   * @param days how long it is valid in days, 1 to 365; 7 by default
   */
  public CompletionStage<Made> make(Identity caller, OptionalLong uses, OptionalLong days) {
    long times = within("uses", uses.orElse(1), MOST_USES);
    long length = within("days", days.orElse(DAYS), MOST_DAYS);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String token = Tokens.ofSignupInvite();
    SignupInvite made =
        new SignupInvite(TokenHash.of(token), (int) times, now, now.plus(Duration.ofDays(length)));
    return accounts
        .requireAdmin(caller)
        .thenCompose(admin -> store.add(caller.actor(), made))
        .thenApply(
            kept -> {
              requireAdmin(kept);
              return new Made(token, made);
            });
  }

  private static void requireAdmin(Guarded<Boolean> isAdmin) {
    if (!isAdmin.orDenied()) {
      throw AccountSettings.adminsOnly();
    }
  }

  private static long within(String field, long number, int most) {
    if (number < 1 || number > most) {
      throw new AccountException(
          Refusal.INVALID, field, "The field " + field + " must be from 1 to " + most + ".");
    }
    return number;
  }

  /** The valid signup invites, the newest first. */
  public CompletionStage<List<SignupInvite>> list(Identity caller) {
    return accounts.requireAdmin(caller).thenCompose(admin -> store.list(clock.instant()));
  }

  /**
   * Revokes a signup invite.
   *
   * @param id its {@link TokenHash#id}
   */
  public CompletionStage<Void> remove(Identity caller, String id) {
    return list(caller)
        .thenCompose(
            all ->
                all.stream()
                    .map(SignupInvite::hash)
                    .filter(hash -> hash.id().equals(id))
                    .findFirst()
                    .map(hash -> store.remove(caller.actor(), hash))
                    .orElseThrow(
                        () -> new AccountException(Refusal.NOT_FOUND, "Invitation not found.")))
        .thenAccept(SignupInvites::requireAdmin);
  }
}
