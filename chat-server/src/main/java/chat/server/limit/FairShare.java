package chat.server.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Divides a bounded resource among clients, such as memory for incomplete messages. When it is
 * exhausted, the address that holds most loses its oldest holding. A client therefore cannot lock
 * out others by holding all of it: it would need many addresses, each of which holds less than the
 * others do.
 *
 * <p>Thread-safe by its monitor, which is not held while {@code giveUp} is called.
 */
public final class FairShare {
  /** The holdings of one address. Guarded by the share. */
  private static final class Line {
    private final AddressBlock address;
    private final Set<Holding> holdings = new LinkedHashSet<>(2); // the oldest first
    private long held;

    Line(AddressBlock address) {
      this.address = address;
    }
  }

  private static final Comparator<Line> BY_WEIGHT =
      Comparator.<Line>comparingLong(line -> line.held).thenComparing(line -> line.address);

  private final long limit;
  private final long inAnyCase;
  private final Map<AddressBlock, Line> lines = new HashMap<>();
  private final TreeSet<Line> byWeight = new TreeSet<>(BY_WEIGHT);
  private long used;

  /**
   * Creates a share of which nothing is held.
   *
   * @param limit the total amount, in any unit
   * @param inAnyCase the amount that each address may hold regardless of the others
   */
  public FairShare(long limit, long inAnyCase) {
    this.limit = limit;
    this.inAnyCase = inAnyCase;
  }

  /**
   * A new, empty holding of a client at {@code address}. All addresses of an IPv6 /48 count as one.
   *
   * @param giveUp called at most once, on any thread, when the holding is revoked, to end what it
   *     was for. Must not block, nor wait for a monitor that is held during {@link Holding#take}
   */
  public Holding holding(AddressBlock address, Runnable giveUp) {
    return new Holding(address.widest(), giveUp);
  }

  /** The amount that is held now. */
  public synchronized long used() {
    return used;
  }

  /** The amount that one client holds. */
  public final class Holding {
    private final AddressBlock address;
    private final Runnable giveUp;
    // guarded by the share
    private long held;
    private boolean isOver;

    private Holding(AddressBlock address, Runnable giveUp) {
      this.address = address;
      this.giveUp = giveUp;
    }

    /**
     * Takes {@code amount} more, and revokes other holdings when it does not fit.
     *
     * @return false, and nothing was taken, when this holding was revoked or closed
     */
    public boolean take(long amount) {
      List<Holding> revoked = new ArrayList<>(0);
      boolean isHeld;
      synchronized (FairShare.this) {
        if (isOver) {
          return false;
        }
        change(this, amount);
        while (used > limit && byWeight.last().held > inAnyCase) {
          Holding oldest = byWeight.last().holdings.iterator().next();
          change(oldest, -oldest.held);
          oldest.isOver = true;
          revoked.add(oldest);
        }
        isHeld = !isOver;
      }
      revoked.forEach(each -> each.giveUp.run());
      return isHeld;
    }

    /** Gives back the whole amount; the holding can be used again. */
    public void release() {
      synchronized (FairShare.this) {
        change(this, -held);
      }
    }

    /** Gives back the whole amount; the holding cannot be used again. */
    public void close() {
      synchronized (FairShare.this) {
        change(this, -held);
        isOver = true;
      }
    }
  }

  /** Called with the monitor held. */
  private void change(Holding holding, long amount) {
    if (amount == 0) {
      return;
    }
    Line line = lines.computeIfAbsent(holding.address, Line::new);
    byWeight.remove(line);
    line.held += amount;
    holding.held += amount;
    used += amount;
    if (holding.held == 0) {
      line.holdings.remove(holding);
    } else {
      line.holdings.add(holding);
    }
    if (line.holdings.isEmpty()) {
      lines.remove(line.address);
    } else {
      byWeight.add(line);
    }
  }
}
