package chat.server.limit;

import java.util.Comparator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How often passwords may be tried. Each attempt counts for its address. A wrong password counts
 * for the account as tried from that address, and, in a much wider bucket, for the account as tried
 * from everywhere, so that the owner of a few addresses cannot try one account for long. An address
 * from which the account was signed in to before is exempt from the wide bucket: strangers cannot
 * use it up for the owner. A request that shows a session of the account counts for that session
 * and, apart from all others, for its address: accounts and sessions are easy to get, and each
 * attempt costs a hash. Thread-safe.
 */
public final class SignInLimits {
  /** An account as it is tried from one address. Has an order: clients pick the names. */
  private record AccountAddress(String account, AddressBlock address)
      implements Comparable<AccountAddress> {
    private static final Comparator<AccountAddress> ORDER =
        Comparator.comparing(AccountAddress::account).thenComparing(AccountAddress::address);

    @Override
    public int compareTo(AccountAddress other) {
      return ORDER.compare(this, other);
    }
  }

  /** Requests that show a session of the account may be so many times as many from one address. */
  private static final int SESSION_FACTOR = 4;

  private final AddressLimit addresses;
  private final AddressLimit sessionAddresses;
  private final RateLimit<AccountAddress> accountAddresses;
  private final RateLimit<String> accounts;
  private final RateLimit<String> sessions;
  private final KnownAddresses known = new KnownAddresses();

  /**
   * @param address of an address, whatever comes of it
   * @param each of an account from one address, and of a session
   * @param account of an account from all addresses together
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
   * @param account its name, in the form in which accounts are told apart
   */
  public Attempt from(AddressBlock address, String account) {
    AddressBlock block = customer(address);
    AccountAddress both = new AccountAddress(account, block);
    boolean isKnown = known.contains(account, block);
    long wait = addresses.take(address);
    if (wait > 0) {
      return Attempt.refused(wait, isKnown);
    }
    wait = accountAddresses.take(both);
    if (wait > 0) {
      addresses.giveBack(address);
      return Attempt.refused(wait, isKnown);
    }
    wait = isKnown ? 0 : accounts.take(account);
    if (wait > 0) {
      addresses.giveBack(address);
      accountAddresses.giveBack(both, 1);
      return Attempt.refused(wait, false);
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
   * Counts a password that is given beside a session of the account.
   *
   * @param session what is kept of its token
   */
  public Attempt with(AddressBlock address, String session) {
    long wait = sessions.take(session);
    if (wait > 0) {
      return Attempt.refused(wait, true);
    }
    wait = sessionAddresses.take(address);
    if (wait > 0) {
      sessions.giveBack(session, 1);
      return Attempt.refused(wait, true);
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

  /** Counts a hash for {@code address} that tries no password: of a new account. */
  long hash(AddressBlock address) {
    return addresses.take(address);
  }

  /** Takes back a {@link #hash} that was not made. */
  void notHashed(AddressBlock address) {
    addresses.giveBack(address);
  }

  /** Notes that an account was made from an address. */
  public void registered(AddressBlock address, String account) {
    known.add(account, customer(address));
  }

  /** What one customer of a provider has: an IPv4 address or an IPv6 /56. */
  private static AddressBlock customer(AddressBlock address) {
    return address.wider() == null ? address : address.wider();
  }

  void sweep() {
    addresses.sweep();
    sessionAddresses.sweep();
    Stream.<RateLimit<?>>of(accountAddresses, accounts, sessions).forEach(RateLimit::sweep);
  }

  /** One attempt, which is settled by at most one of {@link #right} and {@link #notTried}. */
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

    private static Attempt refused(long wait, boolean isKnown) {
      return new Attempt(wait, isKnown, () -> {}, () -> {});
    }

    /** 0 when it may be made; otherwise after how many milliseconds, and nothing was counted. */
    public long waitMillis() {
      return wait;
    }

    /** Whether the client has shown a session of the account, or signed in to it from there. */
    public boolean isKnown() {
      return isKnown;
    }

    /** The password was right. */
    public void right() {
      ifRight.run();
    }

    /** No password was checked: the server was busy, or failed. */
    public void notTried() {
      ifNotTried.run();
    }
  }
}
