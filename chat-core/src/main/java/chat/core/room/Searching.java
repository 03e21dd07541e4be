package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Reply.Hit;
import chat.core.command.Reply.MessagesFound;
import chat.core.command.SearchMessages;
import chat.core.port.SearchPage;
import chat.core.port.SearchScope;
import chat.core.search.Query;
import chat.core.search.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searching: in one room, when its lane lets the asker read it, or in everything that the asker may
 * read. The search itself runs off every lane.
 */
final class Searching {
  private Searching() {}

  static void search(Desk desk, Request<MessagesFound> request, SearchMessages command) {
    if (command.room().isEmpty()) {
      SearchScope scope = new SearchScope(request.person().rooms(), true);
      search(desk.house(), request, command, scope);
      return;
    }
    desk.rooms()
        .ask(
            command.room().get(),
            request,
            Task.of(request, (room, same) -> search(room, same, command)));
  }

  private static void search(Room room, Request<MessagesFound> request, SearchMessages command) {
    if (Access.mayRead(room, request.person())) {
      search(room.house(), request, command, SearchScope.of(room.id()));
    } else {
      room.audience().answer(request, Refusals.noSuchRoom());
    }
  }

  private static void search(
      House house, Request<MessagesFound> request, SearchMessages command, SearchScope scope) {
    Query query = Query.of(command.query());
    if (query.isEmpty()) {
      request.answerNow(
          Outcome.accepted(new MessagesFound(List.of(), false, Optional.empty()))); // "?!", say
      return;
    }
    long before = command.cursor().flatMap(Searching::place).orElse(Long.MAX_VALUE);
    int limit = command.limit().orElse(Limits.DEFAULT_PAGE);
    request.when(
        house.search().search(scope, query, before, limit),
        page -> request.answerNow(Outcome.accepted(reply(page, query))));
  }

  private static MessagesFound reply(SearchPage page, Query query) {
    List<Hit> hits = new ArrayList<>();
    long weight = 0;
    long last = 0;
    for (SearchPage.Found found : page.found()) {
      Hit hit = new Hit(found.message(), Snippet.of(found.message().text(), query));
      weight += hit.weight();
      if (weight > Limits.MAX_PAGE_WEIGHT && !hits.isEmpty()) {
        break;
      }
      hits.add(hit);
      last = found.place();
    }
    boolean more = page.more() || hits.size() < page.found().size();
    return new MessagesFound(hits, more, more ? Optional.of(cursor(last)) : Optional.empty());
  }

  private static String cursor(long place) {
    return Long.toString(place, Character.MAX_RADIX);
  }

  /** The place that a cursor names; empty when it is none. */
  static Optional<Long> place(String cursor) {
    try {
      return Optional.of(Long.parseLong(cursor, Character.MAX_RADIX));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
