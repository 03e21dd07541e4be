package chat.server.account.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdminTokenTest {
  @TempDir Path folder;

  private AdminToken token(Path directory) {
    return new AdminToken(Optional.of(directory), Runnable::run);
  }

  @Test
  void isInAFileThatOnlyTheOwnerCanRead() throws IOException {
    Path directory = folder.resolve("data");
    AdminToken token = token(directory);
    assertFalse(token.is(""));

    Path file = token.prepare(true).orElseThrow();

    assertEquals(directory.resolve("admin-token"), file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    String secret = Files.readString(file).strip();
    assertEquals(43, secret.length());
    assertTrue(token.is(secret));
    assertFalse(token.is(secret + "x"));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void staysTheSameUntilItIsUsed() throws IOException {
    Path file = token(folder).prepare(true).orElseThrow();
    String secret = Files.readString(file).strip();
    AdminToken later = token(folder);
    later.prepare(true);
    assertTrue(later.is(secret));

    later.spend().toCompletableFuture().join();

    assertFalse(later.is(secret));
    assertFalse(Files.exists(file));
  }

  @Test
  void isDeletedWhenItIsNotWanted() throws IOException {
    Path file = token(folder).prepare(true).orElseThrow();
    String secret = Files.readString(file).strip();
    AdminToken later = token(folder);
    assertEquals(Optional.empty(), later.prepare(false));
    assertFalse(Files.exists(file));
    assertFalse(later.is(secret));
    AdminToken none = new AdminToken(Optional.empty(), Runnable::run);
    assertEquals(Optional.empty(), none.prepare(true));
    assertFalse(none.is(""));
  }
}
