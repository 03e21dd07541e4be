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
 * Which passwords may be chosen: length is what protects, and a list of those that everybody tries
 * first is refused (NIST SP 800-63B). Nothing is asked of their characters. Immutable.
 */
public final class PasswordRules {
  static final int MIN_LENGTH = 8;
  static final int MAX_LENGTH = 256;

  private final Set<String> common;

  private PasswordRules(Set<String> common) {
    this.common = common;
  }

  /** The rules, with the list that is built in, which is read now. */
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

  /** What is wrong with a new password of somebody called {@code name}; empty when nothing is. */
  Optional<String> check(String password, String name) {
    String normal = Passwords.normal(password);
    int length = normal.codePointCount(0, normal.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("A password has 8 to 256 characters.");
    }
    String plain = normal.toLowerCase(Locale.ROOT);
    if (common.contains(plain)) {
      return Optional.of("This password is among the first that anybody would try.");
    }
    if (plain.equals(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("A password is not one's name.");
    }
    return Optional.empty();
  }

  /** Denies what {@link #check} finds wrong with {@code field}. */
  public void require(String field, String password, String name) {
    check(password, name)
        .ifPresent(
            fault -> {
              throw new AccountException(Refusal.INVALID, field, fault);
            });
  }
}
