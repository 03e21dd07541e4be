package chat.server.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.account.AccountException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
  private final PasswordRules rules = PasswordRules.builtIn();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xkqz7fw2",
        "a good deal of wood",
        "\u00fcmlaute sind sch\u00f6n",
        "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05\ud83d\ude06\ud83d\ude07",
        "        x       "
      })
  void acceptsPasswordsThatAreLongEnough(String password) {
    assertEquals(Optional.empty(), rules.check(password, "Ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1234567",
        "xkqz7fw",
        "12345678",
        "password",
        "PassWord1",
        "iLoveYou",
        "qwertyuiop",
        "trustno1",
        "P@ssw0rd",
        "Letmein123",
        "11111111",
        "abcd1234",
        "Correct Horse Battery Staple"
      })
  void rejectsShortAndCommonPasswords(String password) {
    assertFalse(rules.check(password, "Ada").isEmpty());
  }

  @Test
  void countsCharactersAndNotBytes() {
    assertTrue(rules.check("\ud83d\ude00".repeat(256), "Ada").isEmpty());
    assertFalse(rules.check("\ud83d\ude00".repeat(257), "Ada").isEmpty());
    assertFalse(rules.check("x".repeat(257), "Ada").isEmpty());
    assertFalse(rules.check("e\u0301".repeat(7), "Ada").isEmpty(), "seven characters, composed");
  }

  @Test
  void rejectsTheUsername() {
    assertFalse(rules.check("CountessAda", "countessada").isEmpty());
  }

  @Test
  void namesTheInvalidField() {
    AccountException rejected =
        assertThrows(AccountException.class, () -> rules.require("new_password", "short", "Ada"));
    assertEquals(Optional.of("new_password"), rejected.field());
    assertEquals("invalid", rejected.refusal().code());
    assertFalse(rejected.getMessage().contains("short"));
  }
}
