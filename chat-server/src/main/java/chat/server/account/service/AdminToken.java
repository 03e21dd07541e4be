package chat.server.account.service;

import chat.server.account.TokenHash;
import chat.server.account.Tokens;
import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The token that makes a user the first admin: a secret in a file that only the server's operator
 * can read, so that being the first to register is not enough. It is valid while there is no admin;
 * the store checks that, so a leftover file gives no access later. Thread-safe.
 */
public final class AdminToken {
  /** The name of the file. */
  public static final String FILE = "admin-token";

  private final Optional<Path> directory;
  private final Executor files;
  private volatile Optional<TokenHash> hash = Optional.empty();

  /**
   * A token in {@code directory}, which is not valid before {@link #prepare}.
   *
   * @param directory the directory of the file; empty for a server without an admin token
   * @param files an executor whose threads may block on disk I/O
   */
  public AdminToken(Optional<Path> directory, Executor files) {
    this.directory = directory;
    this.files = files;
  }

  /**
   * Creates the file and its directory if they are missing; the token stays the same across
   * restarts until it is used. Deletes the file if it is not wanted.
   *
   * @param wanted whether a token is needed, because there is no admin
   * @return the path of the file, if it is wanted
   * @throws IOException if the file cannot be read or created
   */
  public Optional<Path> prepare(boolean wanted) throws IOException {
    if (directory.isEmpty()) {
      return Optional.empty();
    }
    Path file = fileIn(directory.get());
    if (!wanted) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      create(file);
    }
    hash = Optional.of(TokenHash.of(Files.readString(file).strip()));
    return Optional.of(file);
  }

  /** Writes the file atomically: a server that crashes here must not leave an incomplete token. */
  private static void create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, OwnerOnly.directory(directory));
    }
    Path temporary = file.resolveSibling(FILE + ".tmp");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, OwnerOnly.file(temporary));
    Files.writeString(temporary, Tokens.ofSession() + "\n", StandardOpenOption.SYNC);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path fileIn(Path directory) {
    return directory.resolve(FILE);
  }

  /** Whether {@code token} is the valid admin token. */
  boolean is(String token) {
    return hash.isPresent() && hash.get().isOf(token);
  }

  /** Invalidates the token after use; completes when the file is deleted. */
  CompletionStage<Void> spend() {
    hash = Optional.empty();
    return CompletableFuture.runAsync(this::delete, files);
  }

  private void delete() {
    try {
      Files.deleteIfExists(fileIn(directory.orElseThrow()));
    } catch (IOException e) {
      throw new IllegalStateException("the used admin token could not be deleted", e);
    }
  }
}
