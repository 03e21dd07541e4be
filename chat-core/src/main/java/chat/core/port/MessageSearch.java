package chat.core.port;

import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds messages by their words, in steps: each call works for a short time and returns a page with
 * the place where the next call continues. It belongs to a {@link MessageLog} and its {@link
 * Directory}. An implementation
 *
 * <ol>
 *   <li>MUST find every message in the log that is in the scope and that the query {@link
 *       Query#matches}, at the latest about a second after its append completed;
 *   <li>MUST NOT find a message outside of the scope, a removed message, or a message twice within
 *       the pages of a search;
 *   <li>MUST return newer messages before older ones by their time, those of one millisecond in a
 *       stable order, with places that decrease in that order;
 *   <li>MUST accept any words and any place, and treat rooms that do not exist as rooms without
 *       messages;
 *   <li>MUST fail what it cannot do with a {@link StoreException}, and MUST NOT throw from the call
 *       itself;
 *   <li>MUST NOT block the caller, and MAY complete on any thread, the caller's included;
 *   <li>MUST bound the time of a call, whatever the query and the number of messages: about 50 ms
 *       on ordinary hardware. When the time is over, it returns what it has found, with a place to
 *       continue that is lower than {@code before}. The pages of all calls together are the same as
 *       those of one call without that bound.
 * </ol>
 *
 * Thread-safe.
 */
@FunctionalInterface
public interface MessageSearch {
  /**
   * Runs the first step of a search.
   *
   * @param query the words to find; not empty
   * @param before the place before which to search, exclusive; {@code Long.MAX_VALUE} for all
   * @param limit maximum number of messages, at least 1
   */
  CompletionStage<SearchPage> search(SearchScope scope, Query query, long before, int limit);

  /**
   * Runs a further step, after one whose time was over before it had found {@code limit} messages.
   *
   * @param before {@link SearchPage#rest} of the step before
   */
  default CompletionStage<SearchPage> goOn(SearchScope scope, Query query, long before, int limit) {
    return search(scope, query, before, limit);
  }

  /** The maximum number of steps to run at a time, which callers do not exceed. */
  default int atOnce() {
    return 1;
  }

  /** A search that fails every call, for stores without one. */
  static MessageSearch none() {
    return (scope, query, before, limit) ->
        CompletableFuture.failedFuture(new StoreException("this store does not support search"));
  }
}
