package chat.server.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class Argon2Test {
  private final Argon2 argon2 = new Argon2();

  @Test
  void matchesOnlyTheHashedPassword() {
    String hash = argon2.hash("correct h\u00f6rse");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(argon2.matches("correct h\u00f6rse", hash));
    assertFalse(argon2.matches("correct horse", hash));
    assertNotEquals(hash, argon2.hash("correct h\u00f6rse"), "each has a salt of its own");
  }

  /** From the tests of the reference implementation, with other parameters than ours. */
  @Test
  void agreesWithTheReferenceImplementation() {
    assertTrue(
        argon2.matches(
            "password",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
    assertTrue(
        argon2.matches(
            "password",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
  }

  @Test
  void hasADummyHashOfTheSameCostThatNoPasswordMatches() {
    String hash = argon2.hash("any");
    String dummy = argon2.dummy();
    assertEquals(parameters(hash), parameters(dummy));
    assertEquals(hash.length(), dummy.length());
    assertFalse(argon2.matches("any", dummy));
    assertFalse(argon2.matches("", dummy));
  }

  private static String parameters(String hash) {
    return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
  }
}
