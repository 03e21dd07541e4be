package chat.server.torture;

import chat.server.torture.History.Joined;
import chat.server.torture.History.Link;
import chat.server.torture.History.Live;
import chat.server.torture.History.Page;
import chat.server.torture.History.Paged;
import chat.server.torture.History.Said;
import chat.server.torture.History.Settled;
import chat.server.torture.Violation.Invariant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I4, I5, I7 and I10: what is seen, in which order, and by whom. Confined to one thread. */
final class WatchingCheck extends Check {
  private final Map<Place, Said> agreed = new HashMap<>();
  private final Map<Stream, Seen> streams = new HashMap<>();
  private final Map<Device, BitSet> seen = new HashMap<>();
  private final Set<Device> settled = new HashSet<>();

  WatchingCheck(Stored stored) {
    super(stored);
  }

  private record Place(String epoch, String room, long seq) {}

  private record Stream(Link link, String room) {}

  private record Device(String person, String device, String room) {
    static Device of(Link link, String room) {
      return new Device(link.person(), link.device(), room);
    }
  }

  /** How far a connection is in a room. */
  private record Seen(String epoch, long live) {}

  @Override
  void take(History.Entry entry) {
    if (entry instanceof Live live) {
      take(live);
    } else if (entry instanceof Joined joined) {
      take(joined);
    } else if (entry instanceof Paged paged) {
      checkOnwards(paged, paged.after(), paged.page());
      see(paged.link(), paged.page());
    } else if (entry instanceof Settled end) {
      settled.add(Device.of(end.link(), end.room()));
    }
  }

  private void take(Live live) {
    Said said = live.said();
    Stream stream = new Stream(live.link(), said.room());
    StoredLog log = stored.log(said.room()).orElse(null);
    Seen before = streams.get(stream);
    String epoch = before != null ? before.epoch() : log == null ? "" : log.epoch();
    if (log != null && log.readers().isEmpty()) {
      if (before == null) {
        broken(Invariant.I5, live + " came before the room was joined");
      } else if (said.seq() != before.live() + 1) {
        broken(Invariant.I5, live + " came after " + before.live());
      }
    } else if (before != null && said.seq() <= before.live()) {
      broken(Invariant.I5, live + " came after " + before.live());
    }
    streams.put(stream, new Seen(epoch, said.seq()));
    see(live.link(), epoch, said);
  }

  private void take(Joined joined) {
    Page page = joined.page();
    Stream stream = new Stream(joined.link(), page.room());
    Seen before = streams.get(stream);
    boolean direct = stored.log(page.room()).filter(log -> !log.readers().isEmpty()).isPresent();
    // A direct conversation's events need no joining, so they may be ahead of its reply.
    if (!direct && before != null && before.live() != page.head()) {
      broken(Invariant.I5, joined + " came after " + before.live());
    }
    long live = direct && before != null ? Math.max(before.live(), 0) : page.head();
    streams.put(stream, new Seen(page.epoch(), direct && before == null ? 0 : live));
    if (joined.after() == Joined.NOTHING) {
      checkLatest(joined);
    } else if (joined.resumed()) {
      checkOnwards(joined, joined.after(), page);
    } else {
      broken(Invariant.I5, "a cursor of a log that is whole was not resumed: " + joined);
    }
    see(joined.link(), page);
  }

  private void checkLatest(Joined joined) {
    Page page = joined.page();
    long first = page.head() - page.events().size() + 1;
    if (joined.resumed() || (first != 1) != page.more()) {
      broken(Invariant.I5, "not the latest: " + joined);
    }
    checkRun(joined, first, page.events());
  }

  /** A page goes on right after a cursor, and to the head unless there is more. */
  private void checkOnwards(History.Entry entry, long after, Page page) {
    checkRun(entry, after + 1, page.events());
    boolean whole = page.end(after) == page.head();
    if (whole == page.more() || (page.more() && page.events().isEmpty())) {
      broken(Invariant.I5, "ends at " + page.end(after) + ": " + entry);
    }
  }

  private void checkRun(History.Entry entry, long first, List<Said> events) {
    long next = first;
    for (Said said : events) {
      if (said.seq() != next) {
        broken(Invariant.I5, said + " in place of " + next + " for " + entry.link());
        return;
      }
      next++;
    }
  }

  private void see(Link link, Page page) {
    page.events().forEach(said -> see(link, page.epoch(), said));
    StoredLog log = stored.log(page.room()).orElse(null);
    if (log == null || !log.epoch().equals(page.epoch()) || log.head() < page.head()) {
      broken(Invariant.I7, link + " was shown a head that is gone: " + page);
    } else if (!log.mayRead(link.person())) {
      broken(Invariant.I10, link + " was let into " + page.room());
    }
  }

  private void see(Link link, String epoch, Said said) {
    Said other = agreed.putIfAbsent(new Place(epoch, said.room(), said.seq()), said);
    if (other != null && !other.equals(said)) {
      broken(Invariant.I4, link + " saw " + said + ", another " + other);
    }
    StoredLog log = stored.log(said.room()).orElse(null);
    boolean kept = stored.at(said.room(), said.seq()).filter(said::equals).isPresent();
    if (log == null || !log.epoch().equals(epoch) || !kept) {
      broken(Invariant.I7, link + " saw " + said + ", which is not stored");
    } else if (!log.mayRead(link.person())) {
      broken(Invariant.I10, link + " saw " + said + " of " + log.readers());
    }
    seen.computeIfAbsent(Device.of(link, said.room()), key -> new BitSet()).set((int) said.seq());
  }

  @Override
  void end() {
    for (Device device : settled) {
      long head = stored.log(device.room()).map(StoredLog::head).orElse(0L);
      BitSet all = seen.getOrDefault(device, new BitSet());
      for (int missing = all.nextClearBit(1);
          missing <= head;
          missing = all.nextClearBit(missing + 1)) {
        broken(Invariant.I5, device + " never saw " + missing);
      }
    }
  }
}
