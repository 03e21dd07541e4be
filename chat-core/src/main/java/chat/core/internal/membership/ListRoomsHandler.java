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
 * Handlers of the commands that list rooms: the public rooms and those of the caller. A list takes
 * a fixed number of queries: records, heads, unread counts and the other users of conversations are
 * each read for all rooms at once. Stateless.
 */
public final class ListRoomsHandler {
  private ListRoomsHandler() {}

  public static void enter(
      CommandContext context, PendingReply<Hello.Greeted> request, Hello command) {
    ConnectedUser user = request.user();
    Set<RoomId> all = user.rooms();
    List<RoomId> own = all.stream().limit(ProtocolLimits.OWN_ROOMS_IN_HELLO).toList();
    CompletionStage<List<RoomView>> views =
        context
            .chat()
            .directory()
            .rooms(own)
            .thenCombine(
                context.publicRooms().firstPage(ProtocolLimits.PUBLIC_ROOMS_IN_HELLO),
                ListRoomsHandler::ownFirst)
            .thenCompose(rooms -> views(context, user, rooms));
    boolean isAll = own.size() == all.size();
    context.await(
        views, request, rooms -> request.answerNow(Outcome.accepted(entered(user, rooms, isAll))));
  }

  private static List<RoomRecord> ownFirst(
      Map<RoomId, RoomRecord> own, List<RoomRecord> publicRooms) {
    List<RoomRecord> rooms = new ArrayList<>(new TreeMap<>(own).values());
    publicRooms.stream().filter(room -> !own.containsKey(room.id())).forEach(rooms::add);
    return rooms;
  }

  /**
   * The first page: all permanent rooms, then as many of the user's own and of the public rooms as
   * fit.
   *
   * @param isAll whether {@code rooms} has all rooms of the user
   */
  private static Hello.Greeted entered(ConnectedUser user, List<RoomView> rooms, boolean isAll) {
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
    return new Hello.Greeted(user.profile(), List.copyOf(shown), more);
  }

  private static boolean isPermanent(RoomView room) {
    return room.info().permanent();
  }

  public static void list(
      CommandContext context, PendingReply<ListRooms.Listed> request, ListRooms command) {
    ConnectedUser user = request.user();
    int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    List<RoomId> own =
        user.rooms().stream()
            .filter(id -> isAfter(context, id, command))
            .limit(limit + 1L)
            .toList();
    CompletionStage<Map<RoomId, RoomRecord>> ownRooms = context.chat().directory().rooms(own);
    CompletionStage<List<RoomRecord>> page =
        command.own()
            ? ownRooms.thenApply(rooms -> List.copyOf(new TreeMap<>(rooms).values()))
            : ownRooms.thenCombine(
                context.publicRooms().list(command.after(), limit + 1),
                (mine, publicRooms) -> inOrder(context, mine, publicRooms));
    context.await(
        page,
        request,
        found -> {
          boolean more = found.size() > limit;
          List<RoomRecord> shown = more ? found.subList(0, limit) : found;
          context.await(
              views(context, user, shown),
              request,
              rooms -> request.answerNow(Outcome.accepted(listed(rooms, more))));
        });
  }

  /** The user's own rooms are listed by id; a list of all rooms has the permanent ones first. */
  private static boolean isAfter(CommandContext context, RoomId id, ListRooms command) {
    return command.own()
        ? command.after().isEmpty() || id.compareTo(command.after().get()) > 0
        : context.publicRooms().isAfter(id, command.after());
  }

  private static List<RoomRecord> inOrder(
      CommandContext context, Map<RoomId, RoomRecord> own, List<RoomRecord> publicRooms) {
    Map<RoomId, RoomRecord> rooms = new TreeMap<>(context.publicRooms().order());
    rooms.putAll(own);
    publicRooms.forEach(room -> rooms.put(room.id(), room));
    return List.copyOf(rooms.values());
  }

  /** As many of the rooms as fit into a page, at least one. */
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

  /** The views of the rooms for {@code user}, in the given order. */
  private static CompletionStage<List<RoomView>> views(
      CommandContext context, ConnectedUser user, Collection<RoomRecord> rooms) {
    List<RoomId> ids = rooms.stream().map(RoomRecord::id).toList();
    return context
        .chat()
        .log()
        .heads(ids)
        .thenCompose(
            heads ->
                unread(context, user, heads)
                    .thenCombine(
                        RoomViews.with(context.chat(), context.connectedUsers(), user, ids),
                        (unread, with) -> views(context, user, rooms, heads, unread, with)));
  }

  /**
   * The unread counts of the user's own rooms; only rooms with events after the read marker are
   * queried.
   */
  private static CompletionStage<Map<RoomId, Integer>> unread(
      CommandContext context, ConnectedUser user, Map<RoomId, LogHead> heads) {
    Map<RoomId, Long> marks = new HashMap<>();
    heads.forEach(
        (id, head) -> {
          long mark = user.readMarker(id);
          if (user.isMember(id) && Math.max(mark, head.floor()) < head.seq()) {
            marks.put(id, mark);
          }
        });
    return context.chat().log().countUnread(user.id(), marks, RoomView.MAX_UNREAD);
  }

  private static List<RoomView> views(
      CommandContext context,
      ConnectedUser user,
      Collection<RoomRecord> rooms,
      Map<RoomId, LogHead> heads,
      Map<RoomId, Integer> unread,
      Map<RoomId, User> with) {
    List<RoomView> views = new ArrayList<>();
    for (RoomRecord room : rooms) {
      LogHead head = heads.get(room.id());
      if (head == null) {
        continue; // it was just removed
      }
      RoomInfo info = RoomViews.info(context.rooms(), room, head);
      views.add(
          user.isMember(room.id())
              ? RoomViews.ofMember(
                  context.chat(),
                  room,
                  info,
                  user,
                  unread.getOrDefault(room.id(), 0),
                  Optional.ofNullable(with.get(room.id())))
              : RoomView.ofStranger(info));
    }
    return List.copyOf(views);
  }
}
