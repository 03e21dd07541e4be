package chat.server.torture.history;

import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Settled;
import chat.server.torture.history.Violation.Invariant;
import chat.server.torture.history.WatchingCheck.Device;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * I4 and I11 of clients: a device that applies what it gets by the rule of {@code rev}, in the
 * order of the log, holds the fold of the log when it has everything. Confined to one thread.
 */
final class ViewCheck extends Check {
  private final Map<Device, View> views = new HashMap<>();
  private final Set<Device> settled = new HashSet<>();

  ViewCheck(Stored stored) {
    super(stored);
  }

  @Override
  void take(int position, History.Entry entry) {
    if (entry instanceof Live live) {
      take(live.link(), live.seen());
    } else if (entry instanceof Joined joined) {
      joined.page().events().forEach(each -> take(joined.link(), each));
    } else if (entry instanceof Paged paged) {
      paged.page().events().forEach(each -> take(paged.link(), each));
    } else if (entry instanceof Settled end) {
      settled.add(Device.of(end.link(), end.room()));
    }
  }

  private void take(Link link, Seen seen) {
    views.computeIfAbsent(Device.of(link, seen.event().room()), key -> new View()).take(seen);
  }

  /** What a device holds of a room. */
  private static final class View {
    final Map<Long, Content> messages = new HashMap<>();
    private final NavigableMap<Long, Seen> ahead = new TreeMap<>(); // waits for what is before
    private long next = 1;

    void take(Seen seen) {
      long seq = seen.event().seq();
      if (seen.event().isMessage()) {
        messages.merge(seq, seen.content(), (old, now) -> now.rev() < old.rev() ? old : now);
      }
      if (seq >= next) {
        ahead.put(seq, seen);
      }
      while (ahead.containsKey(next)) {
        apply(ahead.remove(next));
        next++;
      }
    }

    private void apply(Seen seen) {
      for (long changed : List.of(seen.event().target(), seen.event().thread())) {
        Content before = messages.get(changed);
        if (before != null && seen.event().seq() > before.rev()) {
          seen.change(changed, before).ifPresent(after -> messages.put(changed, after));
        }
      }
    }
  }

  @Override
  void end() {
    for (Device device : settled) {
      Map<Long, Content> view = views.getOrDefault(device, new View()).messages;
      Map<Long, Content> last = stored.fold(device.room()).last();
      last.forEach(
          (seq, content) -> {
            if (!content.equals(view.get(seq))) {
              broken(
                  Invariant.I11,
                  device + " holds " + seq + " as " + view.get(seq) + " in place of " + content);
            }
          });
    }
  }
}
