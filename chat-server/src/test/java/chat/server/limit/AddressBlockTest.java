package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
    assertNotEquals(block("0.0.0.0"), AddressBlock.UNKNOWN);
    assertNull(block("192.0.2.1").wider());
  }

  @Test
  void isA64InIpv6() throws Exception {
    assertEquals(block("2001:db8:0:1::1"), block("2001:db8:0:1:ffff:ffff:ffff:ffff"));
    assertNotEquals(block("2001:db8:0:1::1"), block("2001:db8:0:2::1"));
    assertNotEquals(block("::1"), block("0.0.0.0"));
  }

  @Test
  void liesInTheWiderBlocksThatProvidersAssign() throws Exception {
    AddressBlock of64 = block("2001:db8:a:b01::1");
    AddressBlock of56 = of64.wider();
    AddressBlock of48 = of56.wider();
    assertEquals(of56, block("2001:db8:a:bff::1").wider());
    assertNotEquals(of56, block("2001:db8:a:c00::1").wider());
    assertEquals(of48, block("2001:db8:a:ffff::1").wider().wider());
    assertNotEquals(of48, block("2001:db8:b::1").wider().wider());
    assertNull(of48.wider());
    assertEquals("1 4 16", of64.share() + " " + of56.share() + " " + of48.share());

    AddressBlock zero = block("2001:db8:a::");
    assertNotEquals(zero, zero.wider());
    assertNotEquals(zero.wider(), zero.wider().wider());
  }

  @Test
  void treatsAnIpv4MappedAddressAsIpv4() throws Exception {
    assertEquals(block("192.0.2.1"), block("::ffff:192.0.2.1"));
  }
}
