package chat.core.internal.room;

import chat.core.event.Batch;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.ConversationHeads;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.lane.Lane;
import chat.core.internal.presence.ThrottledBroadcast;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The people who have connections, who of them is online, and what all connections hear of rooms.
 * The registry is thread-safe; coming, going and telling everybody happen in a lane of its own.
 */
public final class PresenceRegistry {
  /** A person and how many hold them: connections, requests under way, being online. */
  private record Held(ConnectedUser person, int holds) {}

  private final Map<UserId, Held> held = new ConcurrentHashMap<>();
  private final ChatContext chat;
  private final RoomRegistry rooms;
  private final Lane<Runnable> lane;
  private final ConversationHeads heads;
  private final RemoteUsers remote;

  // confined to the lane
  private final Set<Connection> listeners = new LinkedHashSet<>();
  private final Map<UserId, Object> leaving = new HashMap<>();
  private final ThrottledBroadcast<RoomInfo> added;
  private final ThrottledBroadcast<RoomId> counts;
  private final RoomNotices floors;

  PresenceRegistry(ChatContext chat, RoomRegistry rooms) {
    this.chat = chat;
    this.rooms = rooms;
    this.lane = new Lane<>(chat.executor(), new Plain(), chat::report);
    this.remote = new RemoteUsers(chat, rooms, this);
    this.heads = new ConversationHeads(chat, held::containsKey, this::isLoaded);
    this.added =
        new ThrottledBroadcast<>(
            chat,
            lane,
            ProtocolLimits.ROOMS_ADDED_EVERY,
            infos -> tellAll(new Signal.RoomsChanged(infos)));
    this.counts =
        new ThrottledBroadcast<>(chat, lane, ProtocolLimits.ROOM_COUNT_EVERY, this::tellCounts);
    this.floors = new RoomNotices(chat, rooms, this, lane);
  }

  /** Runs what it is given. */
  private static final class Plain implements Lane.Worker<Runnable> {
    @Override
    public void perform(Runnable task) {
      task.run();
    }

    @Override
    public void settle() {
      // every task is whole in itself
    }
  }

  /** The person with this id, made from {@code user} when nobody holds one; to be released. */
  public ConnectedUser hold(User user) {
    return held.compute(
            user.id(),
            (id, before) ->
                before == null
                    ? new Held(made(user), 1)
                    : new Held(before.person(), before.holds() + 1))
        .person();
  }

  private ConnectedUser made(User user) {
    ConnectedUser person = new ConnectedUser(chat, user, heads);
    person.subscribed(rooms.peers().subscribe(user.id()));
    return person;
  }

  public void release(ConnectedUser person) {
    held.compute(
        person.id(),
        (id, before) -> {
          if (before != null && before.holds() > 1) {
            return new Held(before.person(), before.holds() - 1);
          }
          rooms.peers().unsubscribe(id); // here, so that it is before a new subscription
          return null;
        });
    if (rooms.peers().exist() && find(person.id()).isEmpty()) {
      heads.forget(person.rooms());
    }
  }

  /** Those who have connections, of this moment. */
  List<ConnectedUser> all() {
    return held.values().stream().map(Held::person).toList();
  }

  /** What other nodes change of users and their rooms. */
  public RemoteUsers remote() {
    return remote;
  }

  /** How far conversations were broadcast here. */
  public ConversationHeads heads() {
    return heads;
  }

  /** See {@link ConversationHeads#goesOnAt}. */
  long goesOnAt(Conversation conversation, LogHead stored) {
    return heads.goesOnAt(conversation, stored);
  }

  private boolean isLoaded(UserId id) {
    return find(id).filter(person -> person.loader().isDone()).isPresent();
  }

  /** Refuses all that somebody asks for from now on, who was retired. */
  public void retired(UserId id) {
    find(id).ifPresent(ConnectedUser::goneForGood);
  }

  public Optional<ConnectedUser> find(UserId id) {
    return Optional.ofNullable(held.get(id)).map(Held::person);
  }

  /** Those of a conversation who are online, in ascending order. */
  public List<ConnectedUser> online(Conversation conversation) {
    return conversation.people().stream()
        .flatMap(id -> find(id).stream())
        .filter(ConnectedUser::isOnline)
        .toList();
  }

  int countOnline(Conversation conversation) {
    return online(conversation).size();
  }

  /**
   * All connections of the two, but for somebody who has not been shown the conversation yet: it
   * shows with its first message.
   */
  List<Connection> listeners(Conversation conversation) {
    List<Connection> both = new ArrayList<>();
    RoomId room = conversation.room();
    for (UserId id : conversation.people()) {
      find(id)
          .filter(person -> person.isMember(room))
          .ifPresent(person -> both.addAll(person.listeners()));
    }
    return both;
  }

  /**
   * Lets a connection hear what its person hears, from now on; and of rooms, and its person be
   * online, soon. The person is held for it.
   */
  public void enter(Connection connection) {
    ConnectedUser person =
        hold(connection.person().user()); // at once, while the connection holds it too
    person.add(connection); // at once: what it asks for next may tell it something
    lane.offer(
        () -> {
          listeners.add(connection);
          leaving.remove(person.id());
          if (person.isToldOnline()) {
            release(person);
          } else {
            person.online(true);
            announceStatus(person);
          }
        });
  }

  /** Ends what {@link #enter} began; the person stays online for the grace. */
  public void exit(Connection connection) {
    ConnectedUser person = connection.person();
    person.remove(connection);
    lane.offer(
        () -> {
          listeners.remove(connection);
          if (person.listeners().isEmpty()) {
            Object mine = new Object();
            leaving.put(person.id(), mine);
            chat.timers()
                .after(chat.settings().presenceGrace(), () -> lane.offer(() -> gone(person, mine)));
          }
        });
  }

  private void gone(ConnectedUser person, Object mine) {
    if (!leaving.remove(person.id(), mine)) {
      return;
    }
    person.online(false);
    announceStatus(person);
    chat.directory()
        .seen(List.of(person.id()), chat.now())
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                chat.report(failure);
              }
            });
    release(person);
  }

  /** Everybody online, by ascending id. */
  public Set<UserId> online() {
    Set<UserId> ids = new TreeSet<>();
    held.forEach(
        (id, each) -> {
          if (each.person().isOnline()) {
            ids.add(id);
          }
        });
    return ids;
  }

  private void announceStatus(ConnectedUser person) {
    Set<Connection> told = ConcurrentHashMap.newKeySet();
    told.addAll(person.listeners());
    announce(person, new Signal.StatusChanged(person.user(), person.isToldOnline()), told);
  }

  /**
   * Makes a person known as the directory has them now, and tells their other connections and
   * whoever shares a room or a conversation.
   *
   * @param except the connection that knows already; null for none
   */
  public void changed(ConnectedUser person, User user, Connection except) {
    person.called(user);
    Signal signal = new Signal.UserChanged(user);
    person.tell(signal, except);
    Set<Connection> told = ConcurrentHashMap.newKeySet();
    told.addAll(person.listeners());
    lane.offer(() -> announce(person, signal, told));
  }

  private void announce(ConnectedUser person, Signal signal, Set<Connection> told) {
    Batch batch = Batch.of(signal);
    for (RoomId id : person.rooms()) {
      Optional<Conversation> conversation = Conversation.of(id);
      if (conversation.isPresent()) {
        find(conversation.get().other(person.id()))
            .filter(other -> other.isMember(id))
            .ifPresent(other -> tell(other.listeners(), batch, told));
      } else {
        rooms.offerIfLoaded(id, RoomTask.quiet(room -> tellPresent(room, batch, told)));
      }
    }
  }

  private static void tellPresent(Room room, Batch batch, Set<Connection> told) {
    if (room.roster().size() <= ProtocolLimits.MAX_PRESENT_TOLD_SINGLY) {
      tell(room.roster().listeners(), batch, told);
    }
  }

  private static void tell(Iterable<Connection> to, Batch batch, Set<Connection> told) {
    for (Connection connection : to) {
      if (told.add(connection)) {
        connection.deliver(batch);
      }
    }
  }

  /** Tells everybody of a new public room. */
  public void roomAdded(RoomInfo info) {
    lane.offer(() -> added.add(info));
  }

  /** Tells the members who have connections that a room is no more. Called in the room's lane. */
  public void roomRemoved(RoomId room, List<UserId> members) {
    Signal signal = new Signal.RoomsRemoved(List.of(room));
    for (UserId id : members) {
      find(id)
          .ifPresent(
              person -> {
                person.left(room);
                person.tell(signal, null);
              });
    }
  }

  /** Tells everybody that a public room is no more. Called in the room's lane. */
  public void publicRoomRemoved(RoomId room, List<UserId> members) {
    members.forEach(id -> find(id).ifPresent(person -> person.left(room)));
    lane.offer(
        () -> {
          added.removeIf(info -> info.id().equals(room)); // told later, it would come back
          tellAll(new Signal.RoomsRemoved(List.of(room)));
        });
  }

  /** Notes that another number of people is in a room; it is told now and then. */
  void countChanged(Room room) {
    if (room.kind() == RoomKind.PUBLIC) {
      lane.offer(() -> counts.add(room.id()));
    }
  }

  private void tellCounts(List<RoomId> changed) {
    List<RoomInfo> infos =
        changed.stream().flatMap(id -> rooms.find(id).flatMap(Room::info).stream()).toList();
    if (!infos.isEmpty()) {
      tellAll(new Signal.RoomsChanged(infos));
    }
  }

  /**
   * Notes that what the store has of a room is another than it was: fewer events, another name or
   * topic. Those who see the room are told soon.
   */
  public void roomChanged(RoomId room) {
    floors.moved(room);
  }

  /** Tells every connection. Called in the lane. */
  void tellAll(Signal signal) {
    Batch batch = Batch.of(signal);
    listeners.forEach(connection -> connection.deliver(batch));
  }

  /** Tells the connections of a room's members, wherever they are. Called in the lane. */
  void tellMembers(RoomId room, Signal signal) {
    Batch batch = Batch.of(signal);
    for (Connection connection : listeners) {
      if (connection.person().isMember(room)) {
        connection.deliver(batch);
      }
    }
  }
}
