package chat.server.http.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginAllowListTest {
  @ParameterizedTest
  @CsvSource({
    "http://chat.example:8080, chat.example:8080",
    "https://chat.example, chat.example",
    "https://Chat.Example, chat.example",
    "https://chat.example, chat.example:443",
    "http://chat.example, chat.example:80",
    "http://chat_server:8080, chat_server:8080",
    "http://[::1]:8080, [::1]:8080"
  })
  void acceptsItsOwnHost(String origin, String host) {
    assertTrue(OriginAllowList.isOwn(origin, host, false));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, chat.example",
    "http://chat.example:81, chat.example",
    "https://chat.example:80, chat.example:443",
    "https://chat.example.evil, chat.example",
    "https://evilchat.example, chat.example",
    "https://sub.chat.example, chat.example",
    "https://chat.example@evil.example, chat.example",
    "https://evil.example#chat.example, chat.example",
    "https://chat.example/, chat.example",
    "https://chat.example evil, chat.example",
    "ftp://chat.example, chat.example",
    "//chat.example, chat.example",
    "null, chat.example",
    "'', chat.example",
    "https://chat.example, ",
    "https://, ''"
  })
  void rejectsOtherHosts(String origin, String host) {
    assertFalse(OriginAllowList.isOwn(origin, host, false));
  }

  @Test
  void requiresTlsOfThePageWhenItHasTlsItself() {
    assertTrue(OriginAllowList.isOwn("https://chat.example", "chat.example", true));
    assertFalse(OriginAllowList.isOwn("http://chat.example", "chat.example", true));
  }

  @Test
  void listsOriginsExactlyButForCase() {
    OriginAllowList origins = new OriginAllowList(List.of("https://friend.example"));

    for (String other :
        List.of(
            "http://friend.example", "https://friend.example:8443", "https://friend.example.")) {
      assertFalse(origins.isListed(other), other);
    }
    assertEquals(true, origins.isListed("https://Friend.example"));
  }
}
