package chat.core.room;

import chat.core.command.ListRooms;
import chat.core.command.Outcome;
import chat.core.command.Reply.Entered;
import chat.core.command.Reply.RoomsListed;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists rooms: what is public, and one's own. */
final class Catalogue {
  private Catalogue() {}

  static void enter(Desk desk, Request<Entered> request) {
    Person person = request.person();
    CompletionStage<List<RoomView>> views =
        desk.house()
            .directory()
            .rooms(person.rooms())
            .thenCombine(
                desk.house().directory().publicRooms(Optional.empty(), Limits.ROOMS_ON_ENTERING),
                Catalogue::ownFirst)
            .thenCompose(rooms -> views(desk, person, rooms));
    desk.await(
        views,
        request,
        rooms -> request.answerNow(Outcome.accepted(new Entered(person.user(), rooms))));
  }

  private static List<RoomRecord> ownFirst(
      Map<RoomId, RoomRecord> own, List<RoomRecord> everybodys) {
    List<RoomRecord> rooms = new ArrayList<>(new TreeMap<>(own).values());
    everybodys.stream().filter(room -> !own.containsKey(room.id())).forEach(rooms::add);
    return rooms;
  }

  static void list(Desk desk, Request<RoomsListed> request, ListRooms command) {
    Person person = request.person();
    int limit = command.limit().orElse(Limits.DEFAULT_PAGE);
    List<RoomId> own =
        person.rooms().stream()
            .filter(id -> command.after().isEmpty() || id.compareTo(command.after().get()) > 0)
            .limit(limit + 1L)
            .toList();
    CompletionStage<List<RoomRecord>> page =
        desk.house()
            .directory()
            .rooms(own)
            .thenCombine(
                desk.house().directory().publicRooms(command.after(), limit + 1), Catalogue::byId);
    desk.await(
        page,
        request,
        found -> {
          boolean more = found.size() > limit;
          List<RoomRecord> shown = more ? found.subList(0, limit) : found;
          desk.await(
              views(desk, person, shown),
              request,
              rooms -> request.answerNow(Outcome.accepted(new RoomsListed(rooms, more))));
        });
  }

  private static List<RoomRecord> byId(Map<RoomId, RoomRecord> own, List<RoomRecord> everybodys) {
    Map<RoomId, RoomRecord> rooms = new TreeMap<>(own);
    everybodys.forEach(room -> rooms.put(room.id(), room));
    return List.copyOf(rooms.values());
  }

  /** The rooms as {@code person} sees them, in the order given. */
  private static CompletionStage<List<RoomView>> views(
      Desk desk, Person person, Collection<RoomRecord> rooms) {
    List<RoomId> ids = rooms.stream().map(RoomRecord::id).toList();
    return desk.house()
        .log()
        .heads(ids)
        .thenCompose(
            heads -> {
              CompletionStage<List<RoomView>> views =
                  CompletableFuture.completedFuture(new ArrayList<>());
              for (RoomRecord room : rooms) {
                LogHead head = heads.get(room.id());
                if (head != null) { // otherwise it ended a moment ago
                  views = views.thenCombine(view(desk, person, room, head), Catalogue::plus);
                }
              }
              return views;
            })
        .thenApply(List::copyOf);
  }

  private static List<RoomView> plus(List<RoomView> views, RoomView view) {
    views.add(view);
    return views;
  }

  private static CompletionStage<RoomView> view(
      Desk desk, Person person, RoomRecord room, LogHead head) {
    RoomInfo info = info(desk, room, head);
    if (!person.isMember(room.id())) {
      return CompletableFuture.completedFuture(RoomView.ofStranger(info));
    }
    return desk.house()
        .log()
        .countUnread(room.id(), person.id(), person.mark(room.id()).orElse(0), RoomView.MAX_UNREAD)
        .thenCombine(
            Views.with(desk.house(), desk.people(), person, room.id()),
            (unread, with) -> Views.ofMember(room, info, unread, with));
  }

  private static RoomInfo info(Desk desk, RoomRecord room, LogHead head) {
    int userCount =
        Conversation.of(room.id())
            .map(desk.people()::countOnline)
            .orElseGet(
                () ->
                    desk.rooms()
                        .find(room.id())
                        .flatMap(Room::info)
                        .map(RoomInfo::userCount)
                        .orElse(0));
    return RoomInfo.of(room, userCount, head.messages(), head.position());
  }
}
