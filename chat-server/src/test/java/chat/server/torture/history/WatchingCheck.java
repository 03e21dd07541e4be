package chat.server.torture.history;

import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Peeked;
import chat.server.torture.history.History.Settled;
import chat.server.torture.history.Violation.Invariant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I4, I5, I7 and I10: which events which user sees, in which order. Confined to one thread. */
final class WatchingCheck extends Check {
  private final Map<Place, Event> agreed = new HashMap<>();
  private final Map<Stream, Progress> streams = new HashMap<>();
  private final Map<Device, BitSet> seen = new HashMap<>();
  private final Set<Device> settled = new HashSet<>();

  WatchingCheck(Stored stored) {
    super(stored);
  }

  private record Place(String epoch, String room, long seq) {}

  private record Stream(Link link, String room) {}

  /** What a device holds of a room, over all its connections. */
  record Device(String person, String device, String room) {
    static Device of(Link link, String room) {
      return new Device(link.person(), link.device(), room);
    }
  }

  /** How far a connection is in a room. */
  private record Progress(String epoch, long live) {}

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof Live live) {
      take(live);
    } else if (entry instanceof Joined joined) {
      take(joined);
    } else if (entry instanceof Paged paged) {
      checkOnwards(paged, paged.after(), paged.page());
      see(paged.link(), paged.page());
    } else if (entry instanceof Peeked peeked) {
      String epoch = stored.log(peeked.room()).map(StoredLog::epoch).orElse("");
      peeked.messages().forEach(each -> checkStored(peeked.link(), epoch, each.event()));
    } else if (entry instanceof Settled end) {
      settled.add(Device.of(end.link(), end.room()));
    }
  }

  private void take(Live live) {
    Event event = live.seen().event();
    Stream stream = new Stream(live.link(), event.room());
    StoredLog log = stored.log(event.room()).orElse(null);
    Progress before = streams.get(stream);
    String epoch = before != null ? before.epoch() : log == null ? "" : log.epoch();
    if (log != null && log.readers().isEmpty()) {
      if (before == null) {
        broken(Invariant.I5, live + " came before the room was joined");
      } else if (event.seq() != before.live() + 1) {
        broken(Invariant.I5, live + " came after " + before.live());
      }
    } else if (before != null && event.seq() <= before.live()) {
      broken(Invariant.I5, live + " came after " + before.live());
    }
    streams.put(stream, new Progress(epoch, event.seq()));
    see(live.link(), epoch, event);
  }

  private void take(Joined joined) {
    Page page = joined.page();
    Stream stream = new Stream(joined.link(), page.room());
    Progress before = streams.get(stream);
    boolean direct = stored.log(page.room()).filter(log -> !log.readers().isEmpty()).isPresent();
    // A direct conversation's events need no joining, so they may be ahead of its reply.
    if (!direct && before != null && before.live() != page.head()) {
      broken(Invariant.I5, joined + " came after " + before.live());
    }
    long live = direct && before != null ? Math.max(before.live(), 0) : page.head();
    streams.put(stream, new Progress(page.epoch(), direct && before == null ? 0 : live));
    if (joined.after() == Joined.NOTHING) {
      checkLatest(joined);
    } else if (joined.resumed()) {
      checkOnwards(joined, joined.after(), page);
    } else {
      broken(Invariant.I5, "a cursor of a log that is whole was not resumed: " + joined);
    }
    see(joined.link(), page);
  }

  /** A page without a cursor has no events with a target, and none else is missing. */
  private void checkLatest(Joined joined) {
    Page page = joined.page();
    List<Event> whole =
        stored.log(page.room()).map(StoredLog::events).orElse(List.of()).stream()
            .map(Seen::event)
            .filter(each -> each.target() == 0 && each.seq() <= page.head())
            .toList();
    int left = whole.size() - page.events().size();
    List<Event> latest = left < 0 ? List.of() : whole.subList(left, whole.size());
    if (joined.resumed() || left > 0 != page.more()) {
      broken(Invariant.I5, "not the latest: " + joined);
    } else if (!latest.equals(page.events().stream().map(Seen::event).toList())) {
      broken(Invariant.I5, "in place of " + latest + " came " + joined);
    } else if (page.from() != (page.more() ? latest.get(0).seq() : 1)) {
      broken(Invariant.I5, "does not hold all from there: " + joined);
    }
  }

  /** A page goes on right after a cursor, and to the head unless there is more. */
  private void checkOnwards(History.Entry entry, long after, Page page) {
    long next = after + 1;
    for (Seen each : page.events()) {
      if (each.event().seq() != next) {
        broken(Invariant.I5, each + " in place of " + next + " for " + entry.link());
        return;
      }
      next++;
    }
    boolean whole = page.end(after) == page.head();
    if (whole == page.more() || (page.more() && page.events().isEmpty())) {
      broken(Invariant.I5, "ends at " + page.end(after) + ": " + entry);
    }
  }

  private void see(Link link, Page page) {
    page.events().forEach(each -> see(link, page.epoch(), each.event()));
    StoredLog log = stored.log(page.room()).orElse(null);
    if (log == null || !log.epoch().equals(page.epoch()) || log.head() < page.head()) {
      broken(Invariant.I7, link + " was shown a head that is gone: " + page);
    } else if (!log.mayRead(link.person())) {
      broken(Invariant.I10, link + " was let into " + page.room());
    }
  }

  private void see(Link link, String epoch, Event event) {
    checkStored(link, epoch, event);
    seen.computeIfAbsent(Device.of(link, event.room()), key -> new BitSet()).set((int) event.seq());
  }

  private void checkStored(Link link, String epoch, Event event) {
    Event other = agreed.putIfAbsent(new Place(epoch, event.room(), event.seq()), event);
    if (other != null && !other.equals(event)) {
      broken(Invariant.I4, link + " saw " + event + ", another " + other);
    }
    StoredLog log = stored.log(event.room()).orElse(null);
    boolean kept =
        stored.at(event.room(), event.seq()).map(Seen::event).filter(event::equals).isPresent();
    if (log == null || !log.epoch().equals(epoch) || !kept) {
      broken(Invariant.I7, link + " saw " + event + ", which is not stored");
    } else if (!log.mayRead(link.person())) {
      broken(Invariant.I10, link + " saw " + event + " of " + log.readers());
    }
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
