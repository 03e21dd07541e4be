package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SignInLimitsTest {
  private static final AddressBlock HOME = address(1);

  private final AtomicLong now = new AtomicLong();
  private final SignInLimits limits =
      new SignInLimits(
          Rate.parse("3+1/m").orElseThrow(),
          Rate.parse("3+1/m").orElseThrow(),
          Rate.parse("6+1/m").orElseThrow(),
          now::get);

  private static AddressBlock address(int number) {
    return Addresses.of("10.0.0." + number);
  }

  private boolean may(AddressBlock address, String account) {
    return limits.from(address, account).waitMillis() == 0;
  }

  private void right(AddressBlock address, String account) {
    SignInLimits.Attempt attempt = limits.from(address, account);
    assertEquals(0, attempt.waitMillis());
    attempt.right();
  }

  /** Tries wrong passwords from other addresses until the limit is reached. */
  private int attack(String account) {
    int tried = 0;
    for (int address = 100; address < 200 && may(address(address), account); address++) {
      tried++;
    }
    return tried;
  }

  @Test
  void countEachAttemptForItsAddress() {
    for (int i = 0; i < 3; i++) {
      right(HOME, "account" + i);
    }
    assertFalse(may(HOME, "another"));
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertTrue(may(HOME, "another"));
  }

  @Test
  void limitWrongPasswordsOfAnAccountFromAllAddressesTogether() {
    assertEquals(6, attack("ada"));
    assertFalse(may(HOME, "ada"), "a new address is not known");
    assertTrue(may(HOME, "bob"));
  }

  @Test
  void doNotCountRightPasswordsForTheAccount() {
    for (int i = 1; i < 50; i++) {
      right(address(i), "ada");
    }
    assertEquals(6, attack("ada"));
  }

  @Test
  void cannotBeUsedToLockOutAKnownAddress() {
    right(HOME, "ada");
    limits.registered(address(2), "ada");
    assertEquals(6, attack("ada"));
    assertTrue(limits.from(HOME, "ada").isKnown());
    assertTrue(may(address(2), "ada"));
    assertFalse(may(address(3), "ada"));
    assertFalse(limits.from(HOME, "bob").isKnown(), "it is known for one account only");
  }

  @Test
  void cannotBeUsedToLockOutASession() {
    attack("ada");
    assertTrue(limits.with(HOME, "session").isKnown());
    assertEquals(0, limits.with(HOME, "session").waitMillis());
    assertEquals(0, limits.with(HOME, "session").waitMillis());
    assertTrue(
        limits.with(HOME, "session").waitMillis() > 0, "attempts with a session are limited too");
    assertEquals(0, limits.with(HOME, "another session").waitMillis());
  }

  @Test
  void limitAnAddressWithManySessions() {
    for (int i = 0; i < 4 * 3; i++) {
      assertEquals(0, limits.with(HOME, "session " + i).waitMillis());
    }
    assertTrue(limits.with(HOME, "another").waitMillis() > 0);
    assertEquals(
        0, limits.with(address(2), "another").waitMillis(), "the session's attempt was given back");
    assertTrue(may(HOME, "ada"), "sign-ins without a session are counted apart");
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertEquals(0, limits.with(HOME, "another").waitMillis());
  }

  @Test
  void doNotCountAttemptsThatWereNotMade() {
    for (int i = 0; i < 50; i++) {
      limits.from(HOME, "ada").notTried();
      limits.with(HOME, "session").notTried();
    }
    assertTrue(may(HOME, "ada"));
    assertEquals(0, limits.with(HOME, "session").waitMillis());
  }

  @Test
  void doNotCountRejectedAttempts() {
    attack("ada");
    for (int i = 0; i < 10; i++) {
      assertFalse(may(HOME, "ada"));
    }
    assertTrue(may(HOME, "bob"), "rejected attempts do not count for the address");
  }

  @Test
  void recognizeTheWholeIpv6BlockOfACustomer() {
    right(Addresses.of("2001:db8:0:1::1"), "ada");
    attack("ada");
    assertTrue(may(Addresses.of("2001:db8:0:ff::1"), "ada"), "the same /56");
    assertFalse(may(Addresses.of("2001:db8:0:100::1"), "ada"), "another /56");
  }

  @Test
  void rememberABoundedNumberOfAddresses() {
    KnownAddresses known = new KnownAddresses();
    known.add("ada", HOME);
    for (int i = 10; i < 10 + KnownAddresses.MOST_ADDRESSES - 1; i++) {
      known.add("ada", address(i));
    }
    assertTrue(known.contains("ada", HOME));
    known.add("ada", address(99));
    assertFalse(known.contains("ada", HOME), "the least recently used one");
    for (int i = 0; i < KnownAddresses.MOST_ACCOUNTS; i++) {
      known.add("account" + i, HOME);
      assertTrue(known.contains("ada", address(99)), "it is in use");
    }
    assertEquals(KnownAddresses.MOST_ACCOUNTS, known.size());
  }
}
