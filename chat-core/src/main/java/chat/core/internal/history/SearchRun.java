package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.SearchMessages;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.search.Query;
import chat.core.search.SearchPage;
import chat.core.search.SearchScope;
import chat.core.search.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A running search: the hits so far, and where the next step continues. Confined to one step at a
 * time.
 */
final class SearchRun {
  /**
   * Number of steps after which a search is answered with the hits so far: about 2 s of the store's
   * time. The client continues with the cursor.
   */
  static final int MAX_STEPS = 40;

  /**
   * A search whose hits take this many bytes is answered after its current step. So all searches
   * that wait for a further step, 1,024 at most, take less than 16 MiB.
   */
  private static final int MAX_HELD_BYTES = 16 * 1024;

  private final ChatContext chat;
  private final PendingReply<SearchMessages.Found> request;
  private final Supplier<Optional<SearchScope>> scope;
  private final Query query;
  private final int limit;
  private final List<SearchMessages.Hit> hits = new ArrayList<>();
  private long before;
  private int steps;
  private long weight; // of the hits in bytes, as sent
  private long held; // bytes of heap that the hits take

  /**
   * @param scope what the user may read at the time of each step; empty for nothing
   */
  SearchRun(
      ChatContext chat,
      PendingReply<SearchMessages.Found> request,
      SearchMessages command,
      Supplier<Optional<SearchScope>> scope) {
    this.chat = chat;
    this.request = request;
    this.scope = scope;
    this.query = Query.of(command.query());
    this.limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    this.before = command.place();
  }

  /** Runs the next step; the stage gives whether the search is answered with it. */
  CompletionStage<Boolean> step() {
    Optional<SearchScope> readable = scope.get();
    if (readable.isEmpty()) {
      request.answerNow(Rejections.noSuchRoom());
      return CompletableFuture.completedFuture(true);
    }
    int left = limit - hits.size();
    CompletionStage<SearchPage> page =
        steps == 0
            ? chat.search().search(readable.get(), query, before, left)
            : chat.search().goOn(readable.get(), query, before, left);
    steps++;
    return page.handle(this::take);
  }

  /** Adds the hits of a step, or handles its failure; returns whether the search is answered. */
  private boolean take(SearchPage page, Throwable failure) {
    if (failure != null) {
      request.settle(page, failure, found -> {});
      return true;
    }
    for (SearchPage.Found found : page.found()) {
      SearchMessages.Hit hit =
          new SearchMessages.Hit(found.message(), Snippet.of(found.message().text(), query));
      if (weight + hit.weight() > ProtocolLimits.MAX_PAGE_WEIGHT && !hits.isEmpty()) {
        return answer(OptionalLong.of(before));
      }
      hits.add(hit);
      weight += hit.weight();
      held += hit.weight() + found.message().footprint();
      before = found.place();
    }
    OptionalLong rest = page.rest();
    boolean goesOn =
        rest.isPresent() && hits.size() < limit && steps < MAX_STEPS && held < MAX_HELD_BYTES;
    if (!goesOn) {
      return answer(rest);
    }
    before = rest.getAsLong();
    return false;
  }

  private boolean answer(OptionalLong rest) {
    Optional<String> cursor =
        rest.isPresent()
            ? Optional.of(SearchMessages.cursorAt(rest.getAsLong()))
            : Optional.empty();
    request.answerNow(Outcome.accepted(new SearchMessages.Found(hits, cursor.isPresent(), cursor)));
    return true;
  }
}
