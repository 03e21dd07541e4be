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
import chat.core.search.Query;
import chat.core.search.SearchScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Handler of {@link SearchMessages}: in one room, once the lane of the room has checked that the
 * caller may read it, or in all rooms that the caller may read. The search runs outside of all
 * lanes, in steps, when it is the user's turn. Stateless.
 */
public final class SearchHandler {
  private SearchHandler() {}

  public static void search(
      CommandContext context, PendingReply<SearchMessages.Found> request, SearchMessages command) {
    if (command.room().isEmpty()) {
      ConnectedUser user = request.user();
      search(
          context.rooms(),
          request,
          command,
          () -> Optional.of(new SearchScope(user.rooms(), true)));
      return;
    }
    context
        .rooms()
        .submit(
            command.room().get(),
            request,
            RoomTask.of(request, (room, same) -> search(room, same, command)));
  }

  private static void search(
      Room room, PendingReply<SearchMessages.Found> request, SearchMessages command) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
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
                        id, user) // the user may have left while the search waited
                ? Optional.of(SearchScope.of(id))
                : Optional.empty());
  }

  /**
   * Queues a search until it is the user's turn.
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
              new SearchMessages.Found(
                  List.of(), false, Optional.empty()))); // a query without words, such as "?!"
      return;
    }
    SearchRun run = new SearchRun(rooms.chat(), request, command, scope);
    rooms
        .searches()
        .add(
            request.user().id(),
            new SearchTurns.Search(run::step, () -> request.answerNow(Rejections.busy())));
  }
}
