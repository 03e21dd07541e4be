package chat.core.internal.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.context.ProtocolLimits;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Cuts pages by number and size. A page is never empty when there are events. The limit of a page
 * that ends at or before the head counts messages; the limit of one that follows a cursor counts
 * events. Stateless.
 */
public final class Paging {
  private Paging() {}

  /** The first of {@code events}, as many as fit into a page. */
  public static List<RoomEvent> first(List<RoomEvent> events, int limit) {
    return first(events, limit, RoomEvent::weight);
  }

  /** The first of {@code entries}, as many as fit into a page by their bytes of JSON. */
  public static <T> List<T> first(List<T> entries, int limit, ToLongFunction<T> weight) {
    return first(entries, limit, weight, ProtocolLimits.MAX_PAGE_WEIGHT);
  }

  /** The first of {@code events}, as many as fit into a batch. */
  public static List<RoomEvent> firstOfBatch(List<RoomEvent> events) {
    return first(events, Integer.MAX_VALUE, RoomEvent::weight, ProtocolLimits.MAX_BATCH_WEIGHT);
  }

  private static <T> List<T> first(
      List<T> entries, int limit, ToLongFunction<T> weight, int maxWeight) {
    int end = 0;
    long total = 0;
    while (end < entries.size() && end < limit) {
      total += weight.applyAsLong(entries.get(end));
      if (total > maxWeight && end > 0) {
        break;
      }
      end++;
    }
    return List.copyOf(end == entries.size() ? entries : entries.subList(0, end));
  }

  /**
   * The last of {@code events}, as many as fit into a page.
   *
   * @param limit maximum number of messages
   */
  public static List<RoomEvent> last(List<RoomEvent> events, int limit) {
    int start = events.size();
    int messages = 0;
    long weight = 0;
    while (start > 0 && messages < limit) {
      RoomEvent event = events.get(start - 1);
      weight += event.weight();
      if (weight > ProtocolLimits.MAX_PAGE_WEIGHT && start < events.size()) {
        break;
      }
      messages += event instanceof MessagePosted ? 1 : 0;
      start--;
    }
    return List.copyOf(events.subList(start, events.size()));
  }

  /**
   * The {@code seq} from which a page is complete up to its end: that of its first event when there
   * are older ones, and otherwise that of the first event that the log still has.
   */
  public static long from(List<RoomEvent> events, boolean more, long floor) {
    return more ? events.get(0).seq() : floor + 1;
  }
}
