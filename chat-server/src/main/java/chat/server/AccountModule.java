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
 * The part of a server that knows who somebody is: puts it together, opens it, keeps it in order
 * and closes it. Thread-safe by what it is made of.
 */
final class AccountModule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountModule.class);

  /** A fraction of the shortest that a session may go unused. */
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

  /** Completes when people can come; fails when the store fails. */
  CompletionStage<Void> open() {
    return storage.accounts().accounts().hasAdmin().thenAccept(this::prepareAdminToken);
  }

  /** A chat without an admin goes on without one, should the file not be writable. */
  private void prepareAdminToken(boolean hasAdmin) {
    try {
      adminToken
          .prepare(!hasAdmin)
          .ifPresent(file -> LOG.info("There is no admin yet: the token in {} makes one", file));
    } catch (IOException e) {
      LOG.warn("Nobody can become an admin, for lack of a token: {}", e.toString());
    }
  }

  /** Ends what has lived for too long, from now on, now and then. */
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

  /** Hashes no more passwords. */
  @Override
  public void close() {
    passwords.close();
  }
}
