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
 * Lets people in who may not come by themselves. Admins alone make invitations: who runs a closed
 * house answers for who is in it, and where every account could invite, one that is careless would
 * open it to everybody. Thread-safe by what it is made of.
 */
public final class SignupInvites {
  static final int MOST_USES = 1_000;
  static final int MOST_DAYS = 365;
  private static final int DAYS = 7;

  /**
   * An invitation just made. Immutable.
   *
   * @param token what to show, handed over once
   * @param kept what is kept of it
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

  /** Invitations kept in {@code store}, by the admins of {@code accounts}. */
  public SignupInvites(SignupInviteStore store, AccountSettings accounts, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Makes one.
   *
   * @param uses for how many accounts, 1 to 1,000; for one when it is not said
   * @param days for how long, 1 to 365; for a week when it is not said
   */
  public CompletionStage<Made> make(Identity asker, OptionalLong uses, OptionalLong days) {
    long times = within("uses", uses.orElse(1), MOST_USES);
    long length = within("days", days.orElse(DAYS), MOST_DAYS);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String token = Tokens.ofInvitation();
    SignupInvite made =
        new SignupInvite(TokenHash.of(token), (int) times, now, now.plus(Duration.ofDays(length)));
    return accounts
        .requireAdmin(asker)
        .thenCompose(admin -> store.add(asker.actor(), made))
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

  /** Those that are still good, the youngest first. */
  public CompletionStage<List<SignupInvite>> list(Identity asker) {
    return accounts.requireAdmin(asker).thenCompose(admin -> store.list(clock.instant()));
  }

  /**
   * Takes one back.
   *
   * @param id its {@link TokenHash#id}
   */
  public CompletionStage<Void> remove(Identity asker, String id) {
    return list(asker)
        .thenCompose(
            all ->
                all.stream()
                    .map(SignupInvite::hash)
                    .filter(hash -> hash.id().equals(id))
                    .findFirst()
                    .map(hash -> store.remove(asker.actor(), hash))
                    .orElseThrow(
                        () ->
                            new AccountException(
                                Refusal.NOT_FOUND, "There is no such invitation.")))
        .thenAccept(SignupInvites::requireAdmin);
  }
}
