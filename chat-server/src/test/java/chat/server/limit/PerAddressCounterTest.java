package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PerAddressCounterTest {
  private static final AddressBlock HERE = Addresses.of("192.0.2.1");
  private static final AddressBlock THERE = Addresses.of("2001:db8::1");

  private final PerAddressCounter cap = new PerAddressCounter(2, 0);

  @Test
  void countsEachAddressSeparately() {
    assertTrue(cap.enter(HERE, false));
    assertTrue(cap.enter(HERE, false));
    assertTrue(cap.isReached(HERE, false));
    assertFalse(cap.enter(HERE, false));

    assertFalse(cap.isReached(THERE, false));
    assertTrue(cap.enter(THERE, false));
  }

  @Test
  void doesNotCountRejectedConnections() {
    cap.enter(HERE, false);
    cap.enter(HERE, false);
    cap.enter(HERE, false);
    cap.leave(HERE);

    assertFalse(cap.isReached(HERE, false));
    assertTrue(cap.enter(HERE, false));
    assertFalse(cap.enter(HERE, false));
  }

  @Test
  void storesNothingForAddressesWithoutConnections() {
    cap.enter(HERE, false);
    cap.enter(THERE, false);
    cap.leave(HERE);
    cap.leave(THERE);

    assertEquals(0, cap.size());
  }

  @Test
  void countsTheBlocksAroundAnAddressToo() {
    int inside = 0;
    for (int i = 0; i < 256; i++) {
      inside += cap.enter(Addresses.in48(i), false) ? 1 : 0;
    }
    assertEquals(8, inside, "a /56 may have 4 times as many as a /64");
    for (int i = 256; i < 65_536; i += 16) {
      inside += cap.enter(Addresses.in48(i), false) ? 1 : 0;
    }
    assertEquals(32, inside, "a /48 may have 16 times as many");
    assertTrue(cap.isReached(Addresses.in48(4_000), false));

    cap.leave(Addresses.in48(0));
    assertTrue(
        cap.enter(Addresses.in48(1), false), "rejected connections are not counted in any block");
    assertTrue(cap.enter(Addresses.of("2001:db8:1::1"), false));
  }

  @Test
  void reservesConnectionsForKnownUsers() {
    PerAddressCounter some = new PerAddressCounter(4, 1);
    for (int i = 0; i < 3; i++) {
      assertTrue(some.enter(HERE, false));
    }
    assertTrue(some.isReached(HERE, false));
    assertFalse(some.enter(HERE, false));
    assertFalse(some.isReached(HERE, true));
    assertTrue(some.enter(HERE, true));
    assertFalse(some.enter(HERE, true));
  }
}
