package chat.server.http.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdmittedHostsTest {
  private final AdmittedHosts hosts =
      AdmittedHosts.of(List.of("chat.example.com", "*.example.org", "xn--bcher-kva.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "203.0.113.7",
        "[::1]",
        "[2001:db8::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "app.localhost",
        "chat",
        "printer-2",
        "chat.local",
        "Chat.Lan",
        "chat.corp.internal",
        "nas.home.arpa",
        "chat.example.com",
        "CHAT.example.COM.",
        "a.example.org",
        "xn--bcher-kva.example"
      })
  void admitsAddressesUnregistrableAndListedNames(String host) {
    assertTrue(hosts.admits(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "chat.example.com.evil.example",
        "xchat.example.com",
        "example.org",
        "a.b.example.org",
        "local.evil.example",
        "evil.notlocal",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io",
        "1.2.3",
        "0x7f.0.0.1",
        "evil..example"
      })
  void refusesEveryOtherName(String host) {
    assertFalse(hosts.admits(host));
  }

  @ParameterizedTest
  @CsvSource({
    "Chat.Example.com, chat.example.com",
    "*.Example.ORG, *.example.org",
    "Bücher.example, xn--bcher-kva.example",
    "chat_1.example, chat_1.example"
  })
  void writesNamesInOneForm(String name, String canonical) {
    assertEquals(Optional.of(canonical), AdmittedHosts.canonical(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "a b",
        "https://a.example",
        "a.example:80",
        "a.example/x",
        "-a",
        "a..b"
      })
  void rejectsInvalidNames(String text) {
    assertEquals(Optional.empty(), AdmittedHosts.canonical(text));
  }

  @Test
  void admitsNoNameByALongestMatchAlone() {
    assertFalse(AdmittedHosts.of(List.of()).admits("chat.example.com"));
  }
}
