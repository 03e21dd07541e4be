package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FairShareTest {
  private static final AddressBlock HERE = Addresses.of("10.0.0.1");
  private static final AddressBlock THERE = Addresses.of("10.0.0.2");

  private final FairShare share = new FairShare(100, 10);
  private final List<String> revoked = new ArrayList<>();

  private FairShare.Holding holding(AddressBlock address, String name) {
    return share.holding(address, () -> revoked.add(name));
  }

  @Test
  void revokesTheOldestHoldingOfTheAddressThatHoldsMost() {
    FairShare.Holding old = holding(THERE, "old");
    assertTrue(old.take(20));
    FairShare.Holding first = holding(HERE, "first");
    assertTrue(first.take(5));
    assertTrue(holding(HERE, "second").take(60));
    assertTrue(first.take(15), "it all fits");
    assertEquals(List.of(), revoked);

    assertTrue(old.take(1));

    assertEquals(List.of("first"), revoked);
    assertEquals(81, share.used());
    assertFalse(first.take(1), "it was revoked");
  }

  @Test
  void revokesTheRequestingHoldingWhenItsAddressHoldsMost() {
    assertTrue(holding(THERE, "there").take(40));
    assertFalse(holding(HERE, "here").take(61));
    assertEquals(List.of("here"), revoked);
    assertEquals(40, share.used());
  }

  @Test
  void sparesAddressesThatHoldLittle() {
    for (int i = 0; i < 20; i++) {
      assertTrue(holding(Addresses.of("10.0.1." + i), "little " + i).take(10));
    }
    assertEquals(List.of(), revoked);
    assertFalse(holding(HERE, "here").take(11));
  }

  @Test
  void countsAnIpv6CustomerAsOneAddress() {
    assertTrue(holding(THERE, "there").take(40));
    assertTrue(holding(Addresses.of("2001:db8:0:1::1"), "one").take(30));
    assertTrue(holding(Addresses.of("2001:db8:0:ff02::1"), "other").take(31));
    assertEquals(List.of("one"), revoked);
  }

  @Test
  void doesNotCountWhatWasGivenBack() {
    FairShare.Holding here = holding(HERE, "here");
    assertTrue(here.take(100));
    here.release();
    assertEquals(0, share.used());
    assertTrue(here.take(100));
    here.close();
    here.close();
    assertEquals(0, share.used());
    assertFalse(here.take(1));
    assertEquals(List.of(), revoked);
  }

  @Test
  void countsCorrectlyUnderRandomUse() {
    Random random = new Random(1);
    Map<Integer, FairShare.Holding> open = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int key = random.nextInt(40);
      FairShare.Holding at =
          open.computeIfAbsent(
              key, each -> share.holding(Addresses.of("10.0.2." + each % 6), () -> {}));
      switch (random.nextInt(4)) {
        case 0 -> at.release();
        case 1 -> {
          at.close();
          open.remove(key);
        }
        default -> {
          if (!at.take(1 + random.nextInt(20))) {
            open.remove(key);
          }
        }
      }
      assertTrue(share.used() <= 100, "more than the limit is held");
    }
    open.values().forEach(FairShare.Holding::close);
    assertEquals(0, share.used());
  }
}
