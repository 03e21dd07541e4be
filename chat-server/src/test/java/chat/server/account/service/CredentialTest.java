package chat.server.account.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.account.service.Credential.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CredentialTest {
  private static final List<String> NONE = List.of();

  @Test
  void prefersBearerToSubprotocolToCookie() {
    List<String> bearer = List.of("Bearer b");
    List<String> subprotocols = List.of("chat.v1, session.s");
    List<String> cookies = List.of("theme=dark; chat_session=c");

    assertEquals(found(Source.BEARER, "b"), Credential.of(bearer, subprotocols, cookies));
    assertEquals(found(Source.SUBPROTOCOL, "s"), Credential.of(NONE, subprotocols, cookies));
    assertEquals(found(Source.COOKIE, "c"), Credential.of(NONE, NONE, cookies));
    assertEquals(Optional.empty(), Credential.of(NONE, NONE, NONE));
  }

  @Test
  void acceptsBearerInAnyCaseAndIgnoresOtherSchemes() {
    assertEquals(found(Source.BEARER, "b"), Credential.of(List.of("bearer  b "), NONE, NONE));
    assertEquals(found(Source.BEARER, ""), Credential.of(List.of("Bearer"), NONE, NONE));
    assertEquals(Optional.empty(), Credential.of(List.of("Basic b"), NONE, NONE));
  }

  @Test
  void keepsTheTokenOutOfLogs() {
    assertFalse(new Credential(Source.COOKIE, "secret").toString().contains("secret"));
    assertFalse(new NewSession(guest(), "secret").toString().contains("secret"));
  }

  private static chat.core.model.User guest() {
    return new chat.core.model.User(
        chat.core.model.UserId.of("g"), "Guest1", chat.core.model.User.Kind.GUEST);
  }

  private static Optional<Credential> found(Source source, String token) {
    return Optional.of(new Credential(source, token));
  }
}
