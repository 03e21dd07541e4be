package chat.server;

import chat.core.Chat;
import chat.server.account.password.PasswordHasher;
import chat.server.account.password.Passwords;
import chat.server.account.service.AccountServices;
import chat.server.account.service.AdminToken;
import chat.server.account.service.SessionConnections;
import chat.server.config.ServerConfig;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts part of a server: creates its services, opens them, removes expired sessions
 * periodically and closes them. Thread-safe because its parts are.
 */
final class AccountModule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountModule.class);

  /** A fraction of the shortest idle time-out of a session (1 hour). */
  private static final Duration SWEEP_PERIOD = Duration.ofMinutes(15);

  private final StorageFactory storage;
  private final ServerExecutors threads;
  private final Consumer<Throwable> failures;
  private final Passwords passwords;
  private final AdminToken adminToken;
  private final AccountServices services;

  AccountModule(
      ServerConfig config,
      StorageFactory storage,
      Chat chat,
      SessionConnections connections,
      ServerExecutors threads,
      Clock clock,
      PasswordHasher hasher,
      Consumer<Throwable> failures) {
    this.storage = storage;
    this.threads = threads;
    this.failures = failures;
    this.passwords = new Passwords(hasher, threads.critical());
    this.adminToken = new AdminToken(config.adminTokenDir(), threads.aside());
    this.services =
        AccountServices.of(
            new AccountServices.Parts(
                storage.accounts(),
                storage.directory(),
                chat,
                connections,
                config.registration(),
                config.sessions(),
                adminToken,
                passwords,
                new SecureRandom(),
                clock,
                failures));
  }

  AccountServices services() {
    return services;
  }

  /** Completes when users can sign in; fails when the store fails. */
  CompletionStage<Void> open() {
    return storage.accounts().accounts().hasAdmin().thenAccept(this::prepareAdminToken);
  }

  /** If the token file cannot be written, the server starts anyway, without an admin. */
  private void prepareAdminToken(boolean hasAdmin) {
    try {
      adminToken
          .prepare(!hasAdmin)
          .ifPresent(
              file -> LOG.info("No admin exists yet: use the token in {} to become one", file));
    } catch (IOException e) {
      LOG.warn("Cannot write the admin token, so no user can become an admin: {}", e.toString());
    }
  }

  /** Starts to remove expired sessions periodically. */
  void sweepLater() {
    threads.every(SWEEP_PERIOD, this::sweep);
  }

  private void sweep() {
    services.sessions().sweep().exceptionally(this::swept);
  }

  private Void swept(Throwable failure) {
    failures.accept(failure);
    return null;
  }

  /** Stops hashing passwords. */
  @Override
  public void close() {
    passwords.close();
  }
}
