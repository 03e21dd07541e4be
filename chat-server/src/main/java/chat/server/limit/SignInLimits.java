package chat.server.limit;

import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Limits password attempts. Each attempt counts for its address. A wrong password counts for the
 * account from that address and, in a much larger bucket, for the account from all addresses, so
 * that an attacker with a few addresses cannot attack one account for long. An address from which
 * the account was signed in to before is exempt from the large bucket, so that attackers cannot
 * lock out the owner. A request with a session of the account counts for that session and,
 * separately from all others, for its address: accounts and sessions are easy to get, and each
 * attempt costs a hash. Thread-safe.
 */
public final class SignInLimits {
  /**
   * An account and an address. Comparable so that hash maps stay fast when clients choose names
   * with equal hashes.
   */
  private record AccountAddress(String account, AddressBlock address)
      implements Comparable<AccountAddress> {
    private static final Comparator<AccountAddress> ORDER =
        Comparator.comparing(AccountAddress::account).thenComparing(AccountAddress::address);

    @Override
    public int compareTo(AccountAddress other) {
      return ORDER.compare(this, other);
    }
  }

  /** The factor by which the address limit of requests with a session exceeds that of others. */
  private static final int SESSION_FACTOR = 4;

  private final AddressLimit addresses;
  private final AddressLimit sessionAddresses;
  private final RateLimit<AccountAddress> accountAddresses;
  private final RateLimit<String> accounts;
  private final RateLimit<String> sessions;
  private final KnownAddresses known = new KnownAddresses();

  /**
   * @param address attempts from one address, right or wrong
   * @param each wrong passwords for an account from one address, and attempts of one session
   * @param account wrong passwords for an account from all addresses together
   */
  SignInLimits(Rate address, Rate each, Rate account, LongSupplier now) {
    this.addresses = new AddressLimit(address, now);
    this.sessionAddresses = new AddressLimit(address.times(SESSION_FACTOR), now);
    this.accountAddresses = new RateLimit<>(each, now);
    this.accounts = new RateLimit<>(account, now);
    this.sessions = new RateLimit<>(each, now);
  }

  /**
   * Counts an attempt to sign in without a session of the account.
   *
   * @param account the folded name of the account
   */
  public Attempt from(AddressBlock address, String account) {
    AddressBlock block = customer(address);
    AccountAddress both = new AccountAddress(account, block);
    boolean isKnown = known.contains(account, block);
    long wait = addresses.take(address);
    if (wait > 0) {
      return Attempt.rejected(wait, isKnown);
    }
    wait = accountAddresses.take(both);
    if (wait > 0) {
      addresses.giveBack(address);
      return Attempt.rejected(wait, isKnown);
    }
    wait = isKnown ? 0 : accounts.take(account);
    if (wait > 0) {
      addresses.giveBack(address);
      accountAddresses.giveBack(both, 1);
      return Attempt.rejected(wait, false);
    }
    Runnable notWrong =
        () -> {
          accountAddresses.giveBack(both, 1);
          if (!isKnown) {
            accounts.giveBack(account, 1);
          }
        };
    return new Attempt(
        0,
        isKnown,
        () -> {
          notWrong.run();
          known.add(account, block);
        },
        () -> {
          notWrong.run();
          addresses.giveBack(address);
        });
  }

  /**
   * Counts an attempt with a session of the account.
   *
   * @param session the hash of its token
   */
  public Attempt with(AddressBlock address, String session) {
    long wait = sessions.take(session);
    if (wait > 0) {
      return Attempt.rejected(wait, true);
    }
    wait = sessionAddresses.take(address);
    if (wait > 0) {
      sessions.giveBack(session, 1);
      return Attempt.rejected(wait, true);
    }
    return new Attempt(
        0,
        true,
        () -> {},
        () -> {
          sessions.giveBack(session, 1);
          sessionAddresses.giveBack(address);
        });
  }

  /** Counts a password hash of a new account for {@code address}. */
  long hash(AddressBlock address) {
    return addresses.take(address);
  }

  /** Gives back a {@link #hash} that was not computed. */
  void notHashed(AddressBlock address) {
    addresses.giveBack(address);
  }

  /** Records that an account was created from an address. */
  public void registered(AddressBlock address, String account) {
    known.add(account, customer(address));
  }

  /** The block of one customer of an Internet provider: an IPv4 address or an IPv6 /56. */
  private static AddressBlock customer(AddressBlock address) {
    return address.wider() == null ? address : address.wider();
  }

  void sweep() {
    addresses.sweep();
    sessionAddresses.sweep();
    Stream.<RateLimit<?>>of(accountAddresses, accounts, sessions).forEach(RateLimit::sweep);
  }

  /**
   * One attempt, settled by at most one call of {@link #right} or {@link #notTried}; otherwise it
   * counts as wrong.
   */
  public static final class Attempt {
    private final long wait;
    private final boolean isKnown;
    private final Runnable ifRight;
    private final Runnable ifNotTried;

    private Attempt(long wait, boolean isKnown, Runnable ifRight, Runnable ifNotTried) {
      this.wait = wait;
      this.isKnown = isKnown;
      this.ifRight = ifRight;
      this.ifNotTried = ifNotTried;
    }

    private static Attempt rejected(long wait, boolean isKnown) {
      return new Attempt(wait, isKnown, () -> {}, () -> {});
    }

    /**
     * 0 when the attempt is allowed; otherwise the wait in milliseconds, and nothing was counted.
     */
    public long waitMillis() {
      return wait;
    }

    /**
     * Whether the client has presented a session of the account, or has signed in to it from this
     * address.
     */
    public boolean isKnown() {
      return isKnown;
    }

    /** Records that the password was right. */
    public void right() {
      ifRight.run();
    }

    /** Records that no password was checked, because the server was busy or failed. */
    public void notTried() {
      ifNotTried.run();
    }
  }
}
