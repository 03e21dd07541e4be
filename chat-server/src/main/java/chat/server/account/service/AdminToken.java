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
 * What makes somebody the first admin: a secret in a file that only whoever runs the server can
 * read, never being the first to come. It is good while there is no admin; the store makes sure of
 * that, so the file alone opens nothing later. Thread-safe.
 */
public final class AdminToken {
  /** The name of the file. */
  public static final String FILE = "admin-token";

  private final Optional<Path> directory;
  private final Executor files;
  private volatile Optional<TokenHash> hash = Optional.empty();

  /**
   * The one in a directory; good for nothing yet.
   *
   * @param directory where; empty for none at all
   * @param files deletes it: an executor whose threads may wait for a disk
   */
  public AdminToken(Optional<Path> directory, Executor files) {
    this.directory = directory;
    this.files = files;
  }

  /**
   * Makes the file, and the directory, when they are missing: it stays the same over restarts until
   * it is used. One that is not wanted is deleted.
   *
   * @param wanted whether there is no admin
   * @return where it is, when it is wanted
   * @throws IOException if it cannot be read or made
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
      make(file);
    }
    hash = Optional.of(TokenHash.of(Files.readString(file).strip()));
    return Optional.of(file);
  }

  /** Whole or not at all: what a server that dies here leaves behind must be no token. */
  private static void make(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, OwnerOnly.directory(directory));
    }
    Path begun = file.resolveSibling(FILE + ".tmp");
    Files.deleteIfExists(begun);
    Files.createFile(begun, OwnerOnly.file(begun));
    Files.writeString(begun, Tokens.ofSession() + "\n", StandardOpenOption.SYNC);
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path fileIn(Path directory) {
    return directory.resolve(FILE);
  }

  /** Whether {@code token} is it. */
  boolean is(String token) {
    return hash.isPresent() && hash.get().isOf(token);
  }

  /** Deletes it, after use; completes when the file is gone. */
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
