package chat.server.torture;

import chat.server.torture.History.Acked;
import chat.server.torture.History.Entry;
import chat.server.torture.History.Joined;
import chat.server.torture.History.Live;
import chat.server.torture.History.Paged;
import chat.server.torture.History.Refused;
import chat.server.torture.History.Sent;
import java.util.List;
import java.util.stream.Stream;

/** Judges a history by what is stored in the end. Pure and stateless. */
final class HistoryChecker {
  private HistoryChecker() {}

  /** Finds everything that is wrong with {@code history} if {@code logs} is what is stored. */
  static Verdict check(List<Entry> history, List<StoredLog> logs) {
    Stored stored = new Stored(logs);
    List<Check> checks =
        List.of(new KeepingCheck(stored), new WatchingCheck(stored), new OrderCheck(stored));
    for (Check check : checks) {
      history.forEach(check::take);
      check.end();
    }
    return new Verdict(
        checks.stream().flatMap(check -> check.violations().stream()).toList(),
        count(all(history, Sent.class).filter(sent -> !sent.retry())),
        count(all(history, Sent.class).filter(Sent::retry)),
        count(all(history, Acked.class)),
        count(all(history, Acked.class).filter(Acked::duplicate)),
        count(all(history, Refused.class)),
        eventsSeen(history),
        logs.stream().mapToLong(log -> log.events().size()).sum());
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
