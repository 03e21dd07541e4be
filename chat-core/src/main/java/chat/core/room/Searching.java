package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Reply.Hit;
import chat.core.command.Reply.MessagesFound;
import chat.core.command.SearchMessages;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.port.SearchPage;
import chat.core.port.SearchScope;
import chat.core.search.Query;
import chat.core.search.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Searching: in one room, when its lane lets the asker read it, or in everything that the asker may
 * read. The search itself runs off every lane, when it is the user's turn.
 */
final class Searching {
  private Searching() {}

  static void search(Desk desk, Request<MessagesFound> request, SearchMessages command) {
    if (command.room().isEmpty()) {
      Person person = request.person();
      search(
          desk.rooms(), request, command, () -> Optional.of(new SearchScope(person.rooms(), true)));
      return;
    }
    desk.rooms()
        .ask(
            command.room().get(),
            request,
            Task.of(request, (room, same) -> search(room, same, command)));
  }

  private static void search(Room room, Request<MessagesFound> request, SearchMessages command) {
    Person person = request.person();
    if (!Access.mayRead(room, person)) {
      room.audience().answer(request, Refusals.noSuchRoom());
      return;
    }
    boolean isPublic = room.kind() == RoomKind.PUBLIC;
    RoomId id = room.id();
    search(
        room.rooms(),
        request,
        command,
        () ->
            isPublic || Access.isMember(id, person) // who may have left while the search waited
                ? Optional.of(SearchScope.of(id))
                : Optional.empty());
  }

  /**
   * Searches when it is the user's turn.
   *
   * @param scope what the user may read at that time; empty for nothing
   */
  private static void search(
      Rooms rooms,
      Request<MessagesFound> request,
      SearchMessages command,
      Supplier<Optional<SearchScope>> scope) {
    if (Query.of(command.query()).isEmpty()) {
      request.answerNow(
          Outcome.accepted(new MessagesFound(List.of(), false, Optional.empty()))); // "?!", say
      return;
    }
    rooms
        .searches()
        .add(
            request.person().id(),
            new SearchTurns.Search(
                () -> start(rooms.house(), request, command, scope.get()),
                () -> request.answerNow(Refusals.busy())));
  }

  private static CompletionStage<?> start(
      House house,
      Request<MessagesFound> request,
      SearchMessages command,
      Optional<SearchScope> scope) {
    if (scope.isEmpty()) {
      request.answerNow(Refusals.noSuchRoom());
      return CompletableFuture.completedFuture(null);
    }
    Query query = Query.of(command.query());
    long before = command.cursor().flatMap(Searching::place).orElse(Long.MAX_VALUE);
    int limit = command.limit().orElse(Limits.DEFAULT_PAGE);
    CompletionStage<SearchPage> page = house.search().search(scope.get(), query, before, limit);
    request.when(page, found -> request.answerNow(Outcome.accepted(reply(found, query))));
    return page;
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
