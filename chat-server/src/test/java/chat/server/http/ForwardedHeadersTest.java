package chat.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedHeadersTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9|203.0.113.9",
        "203.0.113.9, 10.1.2.3|203.0.113.9",
        "1.1.1.1, 203.0.113.9, fd00::1, 10.1.2.3|203.0.113.9", // the first is forged
        "10.9.9.9, 10.1.2.3|10.9.9.9",
        "203.0.113.9:4711|203.0.113.9",
        "[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
        "2001:db8::1|2001:db8:0:0:0:0:0:1",
        "evil.example, 10.1.2.3|10.1.2.3",
        "evil.example|nobody",
        "127.1|nobody",
        "0177.0.0.1|nobody",
        "999.1.1.1|nobody",
        "::::|nobody",
        "unknown|nobody",
        "''|nobody"
      })
  void findsTheClientThatTheNearestTrustedProxySaw(String forwardedFor, String client) {
    String found =
        ForwardedHeaders.clientOf(List.of(forwardedFor), PROXIES)
            .map(InetAddress::getHostAddress)
            .orElse("nobody");

    assertEquals(client, found);
  }

  @Test
  void readsAllFieldsAsOne() {
    assertEquals(
        "203.0.113.9",
        ForwardedHeaders.clientOf(List.of("1.1.1.1", "203.0.113.9", "10.0.0.1"), PROXIES)
            .orElseThrow()
            .getHostAddress());
  }

  @ParameterizedTest
  @CsvSource({
    "10.255.255.255, true",
    "11.0.0.0, false",
    "192.0.2.7, true",
    "192.0.2.8, false",
    "fdff::1, true",
    "fe00::1, false",
    "::ffff:10.0.0.1, true"
  })
  void trustsAddressesAndNetworks(String address, boolean trusted) {
    assertEquals(trusted, PROXIES.contains(IpAddresses.parse(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0/8", "1.2.3.4/-1"})
  void rejectsAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> TrustedProxies.parse(List.of(text)));
  }

  @Test
  void canTrustAWholeAddressFamily() {
    TrustedProxies all = TrustedProxies.parse(List.of("0.0.0.0/0"));

    assertTrue(all.contains(IpAddresses.parse("203.0.113.9").orElseThrow()));
    assertFalse(all.contains(IpAddresses.parse("2001:db8::1").orElseThrow()));
  }
}
