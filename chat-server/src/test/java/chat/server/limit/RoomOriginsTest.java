package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.core.model.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoomOriginsTest {
  private final RoomOrigins origins = new RoomOrigins("a key", 10);

  private static AddressBlock block(String address) throws UnknownHostException {
    return AddressBlock.of(InetAddress.getByName(address));
  }

  private List<String> ids(String address) throws UnknownHostException {
    return origins.of(block(address)).groups().stream().map(Origin.Group::id).toList();
  }

  private List<Integer> bounds(String address) throws UnknownHostException {
    return origins.of(block(address)).groups().stream().map(Origin.Group::publicRooms).toList();
  }

  @Test
  void countsEachIpv4AddressSeparately() throws Exception {
    assertEquals(List.of(10), bounds("192.0.2.1"));
    assertEquals(ids("192.0.2.1"), ids("192.0.2.1"));
    assertNotEquals(ids("192.0.2.1"), ids("192.0.2.2"));
  }

  @Test
  void countsTheBlocksAroundAnIpv6AddressToo() throws Exception {
    assertEquals(List.of(160, 40, 10), bounds("2001:db8:1:203::1"));
    List<String> ids = ids("2001:db8:1:203::1");
    assertEquals(ids, ids("2001:db8:1:203:ffff::2"));
    assertEquals(ids.subList(0, 2), ids("2001:db8:1:204::1").subList(0, 2));
    assertNotEquals(ids.get(2), ids("2001:db8:1:204::1").get(2));
    assertEquals(ids.get(0), ids("2001:db8:1:304::1").get(0));
    assertNotEquals(ids.get(1), ids("2001:db8:1:304::1").get(1));
    assertNotEquals(ids.get(0), ids("2001:db8:2:203::1").get(0));
  }

  @Test
  void revealsNothingAboutTheAddressWithoutTheKey() throws Exception {
    Origin other = new RoomOrigins("another key", 10).of(block("192.0.2.1"));
    assertNotEquals(origins.of(block("192.0.2.1")), other);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        ids.addAll(ids("10.0." + i + "." + j));
      }
    }
    ids.forEach(id -> assertEquals(4, id.length(), id));
  }

  @Test
  void countsNothingWithoutALimit() throws Exception {
    assertEquals(Origin.NONE, new RoomOrigins("a key", Integer.MAX_VALUE).of(block("192.0.2.1")));
  }
}
