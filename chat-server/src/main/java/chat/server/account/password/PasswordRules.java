package chat.server.account.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.command.Refusal;
import chat.server.account.AccountException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The password policy after NIST SP 800-63B: a minimum length and a list of common passwords that
 * are rejected, but no rules on kinds of characters. Immutable.
 */
public final class PasswordRules {
  static final int MIN_LENGTH = 8;
  static final int MAX_LENGTH = 256;

  private final Set<String> common;

  private PasswordRules(Set<String> common) {
    this.common = common;
  }

  /** Reads the built-in list of common passwords. */
  public static PasswordRules builtIn() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PasswordRules.class.getResourceAsStream("common-passwords.txt"), UTF_8))) {
      return new PasswordRules(
          lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a new password of the user {@code name}; empty if nothing is. */
  Optional<String> check(String password, String name) {
    String normal = Passwords.normal(password);
    int length = normal.codePointCount(0, normal.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("The password must have 8 to 256 characters.");
    }
    String plain = normal.toLowerCase(Locale.ROOT);
    if (common.contains(plain)) {
      return Optional.of("This password is too common. Choose another one.");
    }
    if (plain.equals(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("The password must not be the username.");
    }
    return Optional.empty();
  }

  /**
   * Rejects {@code password} if {@link #check} finds a fault.
   *
   * @throws AccountException {@code invalid}, naming {@code field}
   */
  public void require(String field, String password, String name) {
    check(password, name)
        .ifPresent(
            fault -> {
              throw new AccountException(Refusal.INVALID, field, fault);
            });
  }
}
