package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AddressLimitTest {
  private long now;
  private final AddressLimit limit =
      new AddressLimit(new Rate(2, Duration.ofSeconds(1)), () -> now);

  @Test
  void limitsEachAddressToTheRate() {
    assertEquals(0, limit.take(Addresses.of("192.0.2.1")));
    assertEquals(0, limit.take(Addresses.of("192.0.2.1")));
    assertEquals(1_000, limit.take(Addresses.of("192.0.2.1")));
    assertEquals(0, limit.take(Addresses.of("192.0.2.2")));
  }

  @Test
  void limitsTheBlocksAroundAnAddressToHigherRates() {
    int in56 = 0;
    for (int i = 0; i < 256; i++) {
      in56 += limit.take(Addresses.in48(i)) == 0 ? 1 : 0;
    }
    assertEquals(8, in56, "4 times as many as a /64");
    int in48 = in56;
    for (int i = 256; i < 65_536; i += 16) {
      in48 += limit.take(Addresses.in48(i)) == 0 ? 1 : 0;
    }
    assertEquals(32, in48, "16 times as many as a /64");
    assertEquals(0, limit.take(Addresses.of("2001:db8:1::1")), "others are not concerned");
  }

  @Test
  void returnsTheWaitOfTheMostLimitedBlock() {
    for (int i = 0; i < 8; i++) {
      assertEquals(0, limit.take(Addresses.in48(i)));
    }
    assertEquals(250, limit.missing(Addresses.in48(9)));
    assertEquals(250, limit.take(Addresses.in48(9)));
    now += Duration.ofMillis(250).toNanos();
    assertEquals(0, limit.take(Addresses.in48(9)));
  }

  @Test
  void doesNotCountWhatItRejects() {
    AddressBlock one = Addresses.in48(0);
    limit.take(one);
    limit.take(one);
    for (int i = 0; i < 100; i++) {
      assertTrue(limit.take(one) > 0);
    }
    for (int i = 1; i < 7; i++) {
      assertEquals(0, limit.take(Addresses.in48(i)), "the /56 has 6 left");
    }
    assertTrue(limit.take(Addresses.in48(8)) > 0);
  }

  @Test
  void createsNoBucketForAnAddressThatAWiderBlockRejects() {
    for (int i = 0; i < 65_536; i++) {
      limit.take(Addresses.in48(i));
    }
    assertTrue(limit.size() <= 32 + 8 + 1, limit.size() + " buckets");
  }

  @Test
  void takesAndGivesBackAmounts() {
    AddressLimit bytes = new AddressLimit(new Rate(1_000, Duration.ofMillis(1)), () -> now);
    AddressBlock one = Addresses.in48(0);
    assertEquals(0, bytes.take(one, 900));
    assertEquals(100, bytes.take(one, 200));
    bytes.giveBack(one, 900);
    assertEquals(0, bytes.take(one, 50_000), "an amount above the capacity takes a full bucket");
    assertEquals(1, bytes.take(one, 1));
    now += Duration.ofSeconds(1).toNanos();
    assertEquals(0, bytes.take(one, 1_000));
  }

  @Test
  void delaysLaterOnesByWhatIsChargedBeyondTheLimit() {
    AddressBlock one = Addresses.in48(0);
    for (int i = 0; i < 4; i++) {
      limit.charge(one);
    }
    assertEquals(3_000, limit.missing(one));
    assertEquals(0, limit.missing(Addresses.in48(1)));
  }
}
