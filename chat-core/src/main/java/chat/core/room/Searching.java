package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.SearchMessages;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.port.SearchScope;
import chat.core.search.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Searching: in one room, when its lane lets the asker read it, or in everything that the asker may
 * read. The search itself runs off every lane, in steps, when it is the user's turn.
 */
final class Searching {
  private Searching() {}

  static void search(Desk desk, Request<SearchMessages.Found> request, SearchMessages command) {
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

  private static void search(
      Room room, Request<SearchMessages.Found> request, SearchMessages command) {
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
   * @param scope what the user may read at the time of each step; empty for nothing
   */
  private static void search(
      Rooms rooms,
      Request<SearchMessages.Found> request,
      SearchMessages command,
      Supplier<Optional<SearchScope>> scope) {
    if (Query.of(command.query()).isEmpty()) {
      request.answerNow(
          Outcome.accepted(
              new SearchMessages.Found(List.of(), false, Optional.empty()))); // "?!", say
      return;
    }
    SearchRun run = new SearchRun(rooms.house(), request, command, scope);
    rooms
        .searches()
        .add(
            request.person().id(),
            new SearchTurns.Search(run::step, () -> request.answerNow(Refusals.busy())));
  }
}
