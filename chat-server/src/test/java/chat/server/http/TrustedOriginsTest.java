package chat.server.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustedOriginsTest {
  private final TrustedOrigins origins = new TrustedOrigins(List.of("https://friend.example"));

  @Test
  void trustsTheOwnHostUnderAnyScheme() {
    assertTrue(origins.allows("http://chat.example:8080", "chat.example:8080"));
    assertTrue(origins.allows("https://chat.example", "chat.example"));
    assertTrue(origins.allows("https://Chat.Example", "chat.example"));
  }

  @Test
  void trustsListedOriginsAndScripts() {
    assertTrue(origins.allows("https://friend.example", "chat.example"));
    assertTrue(origins.allows(null, "chat.example"));
  }

  @Test
  void trustsNobodyElse() {
    assertFalse(origins.allows("https://evil.example", "chat.example"));
    assertFalse(origins.allows("http://friend.example", "chat.example"));
    assertFalse(origins.allows("http://chat.example:81", "chat.example"));
    assertFalse(origins.allows("https://chat.example.evil", "chat.example"));
    assertFalse(origins.allows("null", "chat.example"));
    assertFalse(origins.allows("", "chat.example"));
    assertFalse(origins.allows("https://evil.example", null));
  }
}
