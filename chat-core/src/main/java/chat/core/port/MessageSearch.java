package chat.core.port;

import chat.core.search.Query;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds messages by their words, in steps: each call works for a short time, and the page that it
 * gives says where the next one goes on. It belongs to a {@link MessageLog} and its {@link
 * Directory}. An implementation
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
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included;
 *   <li>MUST work on one call for a bounded time, whatever is searched for and however much is
 *       kept: about 50 ms on a usual machine. When that is over it gives what it has found, with a
 *       place to go on that is below {@code before}. The pages of all calls together are what one
 *       call without that bound would give.
 * </ol>
 *
 * Thread-safe.
 */
@FunctionalInterface
public interface MessageSearch {
  /**
   * Takes the first step of a search.
   *
   * @param query what a message must have; not empty
   * @param before the place before which to search, exclusive; {@code Long.MAX_VALUE} for all
   * @param limit at most so many, at least 1
   */
  CompletionStage<SearchPage> search(SearchScope scope, Query query, long before, int limit);

  /**
   * Takes a further step, after one whose time was over before it had found {@code limit}.
   *
   * @param before {@link SearchPage#rest} of the step before
   */
  default CompletionStage<SearchPage> goOn(SearchScope scope, Query query, long before, int limit) {
    return search(scope, query, before, limit);
  }

  /** How many steps it works on at a time; more than that are not asked of it. */
  default int atOnce() {
    return 1;
  }

  /** One that cannot search: every call fails. */
  static MessageSearch none() {
    return (scope, query, before, limit) ->
        CompletableFuture.failedFuture(new StoreException("this store cannot search"));
  }
}
