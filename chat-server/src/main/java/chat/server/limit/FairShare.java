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
 * Something that clients hold for a while and of which there is only so much for all of them, such
 * as memory for what they have begun to send. When it is used up, the address that holds most gives
 * back what it has held for the longest time. So a client cannot keep the others out by holding all
 * of it: it would have to come from many addresses, and to hold less at each than they do.
 *
 * <p>Thread-safe by its monitor, which is not held while a holder is told to give up.
 */
public final class FairShare {
  /** What one address holds. Guarded by the share. */
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
   * A share of which nothing is held.
   *
   * @param limit how much there is for all, in whatever unit
   * @param inAnyCase so much may be held at each address, whatever the others hold
   */
  public FairShare(long limit, long inAnyCase) {
    this.limit = limit;
    this.inAnyCase = inAnyCase;
  }

  /**
   * What one client at {@code address} holds, which is nothing yet. In IPv6 all of a /48 are one
   * address.
   *
   * @param giveUp called at most once, on any thread, when it is taken back: ends what it was for.
   *     Must not block, nor wait for a monitor that is held while something is taken
   */
  public Holding holding(AddressBlock address, Runnable giveUp) {
    return new Holding(address.widest(), giveUp);
  }

  /** How much is held at the moment. */
  public synchronized long used() {
    return used;
  }

  /** What one client holds. */
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
     * Takes {@code amount} more, and has other holdings taken back when it does not fit.
     *
     * @return false, and nothing was taken, when this one was taken back or closed
     */
    public boolean take(long amount) {
      List<Holding> takenBack = new ArrayList<>(0);
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
          takenBack.add(oldest);
        }
        isHeld = !isOver;
      }
      takenBack.forEach(each -> each.giveUp.run());
      return isHeld;
    }

    /** Gives back all that is held; more can be taken again. */
    public void release() {
      synchronized (FairShare.this) {
        change(this, -held);
      }
    }

    /** Gives back all that is held, for good. */
    public void close() {
      synchronized (FairShare.this) {
        change(this, -held);
        isOver = true;
      }
    }
  }

  /** Guarded by this. */
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
