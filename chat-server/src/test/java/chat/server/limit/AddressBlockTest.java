package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class AddressBlockTest {
  private static AddressBlock block(String address) throws UnknownHostException {
    return AddressBlock.of(InetAddress.getByName(address));
  }

  @Test
  void isOneAddressInIpv4() throws Exception {
    assertEquals(block("192.0.2.1"), block("192.0.2.1"));
    assertNotEquals(block("192.0.2.1"), block("192.0.2.2"));
    assertNotEquals(block("255.255.255.255"), AddressBlock.UNKNOWN);
  }

  @Test
  void isA64InIpv6() throws Exception {
    assertEquals(block("2001:db8:0:1::1"), block("2001:db8:0:1:ffff:ffff:ffff:ffff"));
    assertNotEquals(block("2001:db8:0:1::1"), block("2001:db8:0:2::1"));
    assertNotEquals(block("::1"), block("0.0.0.0"));
  }

  @Test
  void takesAnIpv4AddressInIpv6ForWhatItIs() throws Exception {
    assertEquals(block("192.0.2.1"), block("::ffff:192.0.2.1"));
  }
}
