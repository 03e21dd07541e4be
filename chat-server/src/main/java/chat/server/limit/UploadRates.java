package chat.server.limit;

import chat.core.model.User;
import chat.core.model.UserId;
import java.util.function.LongSupplier;

/** How often users and addresses may begin an upload. Thread-safe. */
public final class UploadRates {
  private final RateLimit<UserId> users;
  private final AddressLimit addresses;
  private final int botFactor;

  /**
   * @param botFactor the factor by which a bot's rate exceeds that of other users
   * @param now a clock in nanoseconds that starts near zero
   */
  public UploadRates(Rate perUser, int botFactor, Rate perAddress, LongSupplier now) {
    this.botFactor = botFactor;
    users = new RateLimit<>(perUser, now);
    addresses = new AddressLimit(perAddress, now);
  }

  /** Counts an upload; returns 0, or the wait in milliseconds until it is allowed. */
  public long begin(User user, AddressBlock address) {
    long wait = addresses.take(address);
    if (wait > 0) {
      return wait;
    }
    wait = users.take(user.id(), factor(user));
    if (wait > 0) {
      addresses.giveBack(address);
    }
    return wait;
  }

  /** Gives back an upload that was not created. */
  public void notBegun(User user, AddressBlock address) {
    users.giveBack(user.id(), factor(user));
    addresses.giveBack(address);
  }

  private int factor(User user) {
    return user.kind() == User.Kind.BOT ? botFactor : 1;
  }

  /** Drops the users and addresses that have been idle long enough. */
  public void sweep() {
    users.sweep();
    addresses.sweep();
  }
}
