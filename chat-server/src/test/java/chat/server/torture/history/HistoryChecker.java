package chat.server.torture.history;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import chat.server.torture.history.History.Acked;
import chat.server.torture.history.History.Entry;
import chat.server.torture.history.History.Joined;
import chat.server.torture.history.History.Live;
import chat.server.torture.history.History.OwnRead;
import chat.server.torture.history.History.Paged;
import chat.server.torture.history.History.Refused;
import chat.server.torture.history.History.Sent;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges a history by what is stored in the end. Pure and stateless. */
public final class HistoryChecker {
  private HistoryChecker() {}

  /** Finds everything that is wrong with {@code history} if {@code logs} is what is stored. */
  public static Verdict check(List<Entry> history, List<StoredLog> logs) {
    Stored stored = new Stored(logs, history);
    List<Check> checks =
        List.of(
            new KeepingCheck(stored),
            new WatchingCheck(stored),
            new OrderCheck(stored),
            new FoldCheck(stored),
            new ViewCheck(stored),
            new OwnCheck(stored));
    for (Check check : checks) {
      int position = 0;
      for (Entry entry : history) {
        check.take(position++, entry);
      }
      check.end();
    }
    return new Verdict(
        checks.stream().flatMap(check -> check.violations().stream()).toList(),
        count(all(history, Sent.class).filter(sent -> !sent.retry())),
        count(all(history, Sent.class).filter(Sent::retry)),
        count(all(history, Acked.class)),
        count(all(history, Acked.class).filter(Acked::duplicate)),
        count(all(history, Acked.class).filter(Acked::isUnchanged)),
        count(all(history, Refused.class)),
        eventsSeen(history),
        count(all(history, OwnRead.class)),
        logs.stream().mapToLong(log -> log.events().size()).sum(),
        logs.stream()
            .flatMap(log -> log.events().stream())
            .collect(groupingBy(seen -> seen.event().type(), TreeMap::new, counting())));
  }

  private static <T extends Entry> Stream<T> all(List<Entry> history, Class<T> type) {
    return history.stream().filter(type::isInstance).map(type::cast);
  }

  private static long count(Stream<?> entries) {
    return entries.count();
  }

  private static long eventsSeen(List<Entry> history) {
    return count(all(history, Live.class))
        + all(history, Joined.class).mapToLong(joined -> joined.page().events().size()).sum()
        + all(history, Paged.class).mapToLong(paged -> paged.page().events().size()).sum();
  }
}
