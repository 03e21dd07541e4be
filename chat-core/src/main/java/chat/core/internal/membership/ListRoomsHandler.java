package chat.core.internal.membership;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.room.ListRooms;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.room.CommandContext;
import chat.core.internal.room.RoomViews;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Lists rooms: what is public, and one's own. A list costs a fixed number of queries: records,
 * heads, unread counts and the partners of conversations are each read for all rooms at a time.
 */
public final class ListRoomsHandler {
  private ListRoomsHandler() {}

  public static void enter(
      CommandContext context, PendingReply<Hello.Greeted> request, Hello command) {
    ConnectedUser person = request.person();
    Set<RoomId> all = person.rooms();
    List<RoomId> own = all.stream().limit(ProtocolLimits.OWN_ROOMS_ON_ENTERING).toList();
    CompletionStage<List<RoomView>> views =
        context
            .chat()
            .directory()
            .rooms(own)
            .thenCombine(
                context.publicRooms().firstPage(ProtocolLimits.ROOMS_ON_ENTERING),
                ListRoomsHandler::ownFirst)
            .thenCompose(rooms -> views(context, person, rooms));
    boolean isAll = own.size() == all.size();
    context.await(
        views,
        request,
        rooms -> request.answerNow(Outcome.accepted(entered(person, rooms, isAll))));
  }

  private static List<RoomRecord> ownFirst(
      Map<RoomId, RoomRecord> own, List<RoomRecord> everybodys) {
    List<RoomRecord> rooms = new ArrayList<>(new TreeMap<>(own).values());
    everybodys.stream().filter(room -> !own.containsKey(room.id())).forEach(rooms::add);
    return rooms;
  }

  /**
   * The first page: all permanent rooms, then what fits of one's own and of the public ones.
   *
   * @param isAll whether {@code rooms} has all rooms of the person
   */
  private static Hello.Greeted entered(ConnectedUser person, List<RoomView> rooms, boolean isAll) {
    long weight =
        rooms.stream().filter(ListRoomsHandler::isPermanent).mapToLong(RoomView::weight).sum();
    List<RoomView> shown = new ArrayList<>();
    boolean more = !isAll;
    boolean fits = true;
    for (RoomView room : rooms) {
      if (isPermanent(room)) {
        shown.add(room);
        continue;
      }
      weight += room.weight();
      fits = fits && weight <= ProtocolLimits.MAX_PAGE_WEIGHT;
      if (fits) {
        shown.add(room);
      } else {
        more = more || room.member();
      }
    }
    return new Hello.Greeted(person.user(), List.copyOf(shown), more);
  }

  private static boolean isPermanent(RoomView room) {
    return room.info().permanent();
  }

  public static void list(
      CommandContext context, PendingReply<ListRooms.Listed> request, ListRooms command) {
    ConnectedUser person = request.person();
    int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    List<RoomId> own =
        person.rooms().stream()
            .filter(id -> isAfter(context, id, command))
            .limit(limit + 1L)
            .toList();
    CompletionStage<Map<RoomId, RoomRecord>> ownRooms = context.chat().directory().rooms(own);
    CompletionStage<List<RoomRecord>> page =
        command.own()
            ? ownRooms.thenApply(rooms -> List.copyOf(new TreeMap<>(rooms).values()))
            : ownRooms.thenCombine(
                context.publicRooms().list(command.after(), limit + 1),
                (mine, everybodys) -> inOrder(context, mine, everybodys));
    context.await(
        page,
        request,
        found -> {
          boolean more = found.size() > limit;
          List<RoomRecord> shown = more ? found.subList(0, limit) : found;
          context.await(
              views(context, person, shown),
              request,
              rooms -> request.answerNow(Outcome.accepted(listed(rooms, more))));
        });
  }

  /** Rooms of one's own are listed by their ids alone, all rooms with the permanent ones first. */
  private static boolean isAfter(CommandContext context, RoomId id, ListRooms command) {
    return command.own()
        ? command.after().isEmpty() || id.compareTo(command.after().get()) > 0
        : context.publicRooms().isAfter(id, command.after());
  }

  private static List<RoomRecord> inOrder(
      CommandContext context, Map<RoomId, RoomRecord> own, List<RoomRecord> everybodys) {
    Map<RoomId, RoomRecord> rooms = new TreeMap<>(context.publicRooms().order());
    rooms.putAll(own);
    everybodys.forEach(room -> rooms.put(room.id(), room));
    return List.copyOf(rooms.values());
  }

  /** As many of the rooms as a page may hold, at least one. */
  private static ListRooms.Listed listed(List<RoomView> rooms, boolean more) {
    int end = 0;
    long weight = 0;
    for (RoomView room : rooms) {
      weight += room.weight();
      if (weight > ProtocolLimits.MAX_PAGE_WEIGHT && end > 0) {
        return new ListRooms.Listed(List.copyOf(rooms.subList(0, end)), true);
      }
      end++;
    }
    return new ListRooms.Listed(rooms, more);
  }

  /** The rooms as {@code person} sees them, in the order given. */
  private static CompletionStage<List<RoomView>> views(
      CommandContext context, ConnectedUser person, Collection<RoomRecord> rooms) {
    List<RoomId> ids = rooms.stream().map(RoomRecord::id).toList();
    return context
        .chat()
        .log()
        .heads(ids)
        .thenCompose(
            heads ->
                unread(context, person, heads)
                    .thenCombine(
                        RoomViews.with(context.chat(), context.connectedUsers(), person, ids),
                        (unread, with) -> views(context, person, rooms, heads, unread, with)));
  }

  /**
   * What is unread in the rooms of one's own; only those with something after the mark are read.
   */
  private static CompletionStage<Map<RoomId, Integer>> unread(
      CommandContext context, ConnectedUser person, Map<RoomId, LogHead> heads) {
    Map<RoomId, Long> marks = new HashMap<>();
    heads.forEach(
        (id, head) -> {
          long mark = person.mark(id).orElse(0);
          if (person.isMember(id) && Math.max(mark, head.floor()) < head.seq()) {
            marks.put(id, mark);
          }
        });
    return context.chat().log().countUnread(person.id(), marks, RoomView.MAX_UNREAD);
  }

  private static List<RoomView> views(
      CommandContext context,
      ConnectedUser person,
      Collection<RoomRecord> rooms,
      Map<RoomId, LogHead> heads,
      Map<RoomId, Integer> unread,
      Map<RoomId, User> with) {
    List<RoomView> views = new ArrayList<>();
    for (RoomRecord room : rooms) {
      LogHead head = heads.get(room.id());
      if (head == null) {
        continue; // it ended a moment ago
      }
      RoomInfo info = RoomViews.info(context.rooms(), room, head);
      views.add(
          person.isMember(room.id())
              ? RoomViews.ofMember(
                  room,
                  info,
                  person.id(),
                  unread.getOrDefault(room.id(), 0),
                  Optional.ofNullable(with.get(room.id())))
              : RoomView.ofStranger(info));
    }
    return List.copyOf(views);
  }
}
