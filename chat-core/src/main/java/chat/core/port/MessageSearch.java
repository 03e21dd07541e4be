package chat.core.port;

import chat.core.search.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds messages by their words. It belongs to a {@link MessageLog} and its {@link Directory}. An
 * implementation
 *
 * <ol>
 *   <li>MUST find every message of the scope that is kept and that the query {@link Query#matches},
 *       at the latest about a second after its append completed;
 *   <li>MUST NOT find a message outside of the scope, one that is no longer kept, or one twice over
 *       the pages of a search;
 *   <li>MUST give newer ones before older ones by their time, those of one millisecond in an order
 *       that stays the same, and places that fall in that order;
 *   <li>MUST take any words and any place, and rooms that do not exist as rooms without messages;
 *   <li>MUST fail what it cannot do with a {@link StoreException}, and MUST NOT throw from the
 *       call;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included.
 * </ol>
 *
 * Thread-safe.
 */
@FunctionalInterface
public interface MessageSearch {
  /**
   * Searches.
   *
   * @param query what a message must have; not empty
   * @param before the place before which to go on, exclusive; {@code Long.MAX_VALUE} for the newest
   * @param limit at most so many, at least 1
   */
  CompletionStage<SearchPage> search(SearchScope scope, Query query, long before, int limit);

  /** How many searches it works on at a time; more than that are not asked of it. */
  default int atOnce() {
    return 1;
  }

  /** One that cannot search: every call fails. */
  static MessageSearch none() {
    return (scope, query, before, limit) ->
        CompletableFuture.failedFuture(new StoreException("this store cannot search"));
  }
}
