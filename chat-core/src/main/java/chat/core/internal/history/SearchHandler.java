package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.SearchMessages;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.lane.SearchTurns;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomRegistry;
import chat.core.internal.room.RoomTask;
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
public final class SearchHandler {
  private SearchHandler() {}

  public static void search(
      CommandContext context, PendingReply<SearchMessages.Found> request, SearchMessages command) {
    if (command.room().isEmpty()) {
      ConnectedUser person = request.person();
      search(
          context.rooms(),
          request,
          command,
          () -> Optional.of(new SearchScope(person.rooms(), true)));
      return;
    }
    context
        .rooms()
        .ask(
            command.room().get(),
            request,
            RoomTask.of(request, (room, same) -> search(room, same, command)));
  }

  private static void search(
      Room room, PendingReply<SearchMessages.Found> request, SearchMessages command) {
    ConnectedUser person = request.person();
    if (!AccessPolicy.mayRead(room, person)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
      return;
    }
    boolean isPublic = room.kind() == RoomKind.PUBLIC;
    RoomId id = room.id();
    search(
        room.rooms(),
        request,
        command,
        () ->
            isPublic
                    || AccessPolicy.isMember(
                        id, person) // who may have left while the search waited
                ? Optional.of(SearchScope.of(id))
                : Optional.empty());
  }

  /**
   * Searches when it is the user's turn.
   *
   * @param scope what the user may read at the time of each step; empty for nothing
   */
  private static void search(
      RoomRegistry rooms,
      PendingReply<SearchMessages.Found> request,
      SearchMessages command,
      Supplier<Optional<SearchScope>> scope) {
    if (Query.of(command.query()).isEmpty()) {
      request.answerNow(
          Outcome.accepted(
              new SearchMessages.Found(List.of(), false, Optional.empty()))); // "?!", say
      return;
    }
    SearchRun run = new SearchRun(rooms.chat(), request, command, scope);
    rooms
        .searches()
        .add(
            request.person().id(),
            new SearchTurns.Search(run::step, () -> request.answerNow(Rejections.busy())));
  }
}
