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
 * The connected users, their online status, and the signals about rooms that go to all connections.
 * Thread-safe; connecting, disconnecting and broadcasts to all connections run in a lane of their
 * own.
 */
public final class PresenceRegistry {
  /**
   * A user with a reference count: one for each connection, unanswered command and online status.
   */
  private record Counted(ConnectedUser user, int references) {}

  private final Map<UserId, Counted> held = new ConcurrentHashMap<>();
  private final ChatContext chat;
  private final RoomRegistry rooms;
  private final Lane<Runnable> lane;
  private final ConversationHeads heads;
  private final RemoteUsers remote;

  // confined to the lane
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final Map<UserId, Object> leaving = new HashMap<>();
  private final ThrottledBroadcast<RoomInfo> added;
  private final ThrottledBroadcast<RoomId> counts;
  private final RoomNotices notices;

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
            infos -> broadcastToAll(new Signal.RoomsChanged(infos)));
    this.counts =
        new ThrottledBroadcast<>(
            chat, lane, ProtocolLimits.ROOM_COUNT_EVERY, this::broadcastCounts);
    this.notices = new RoomNotices(chat, rooms, this, lane);
  }

  /** Runs the tasks. */
  private static final class Plain implements Lane.Worker<Runnable> {
    @Override
    public void perform(Runnable task) {
      task.run();
    }

    @Override
    public void settle() {
      // tasks are independent of each other: nothing to finish
    }
  }

  /**
   * Returns the connected user with this id, creating it from {@code profile} if needed, and counts
   * a reference, which must be released.
   */
  public ConnectedUser hold(User profile) {
    return held.compute(
            profile.id(),
            (id, before) ->
                before == null
                    ? new Counted(made(profile), 1)
                    : new Counted(before.user(), before.references() + 1))
        .user();
  }

  private ConnectedUser made(User profile) {
    ConnectedUser user = new ConnectedUser(chat, profile, heads);
    user.subscribed(rooms.peers().subscribe(profile.id()));
    return user;
  }

  public void release(ConnectedUser user) {
    held.compute(
        user.id(),
        (id, before) -> {
          if (before != null && before.references() > 1) {
            return new Counted(before.user(), before.references() - 1);
          }
          rooms.peers().unsubscribe(id); // inside compute, so that it precedes a new subscription
          return null;
        });
    if (rooms.peers().exist() && find(user.id()).isEmpty()) {
      heads.forget(user.rooms());
    }
  }

  /** A snapshot of the connected users. */
  List<ConnectedUser> all() {
    return held.values().stream().map(Counted::user).toList();
  }

  /** Applies changes by other nodes of users and their rooms. */
  public RemoteUsers remote() {
    return remote;
  }

  /** The last events of conversations that this node has broadcast. */
  public ConversationHeads heads() {
    return heads;
  }

  /** See {@link ConversationHeads#broadcastUpTo}. */
  long broadcastUpTo(Conversation conversation, LogHead stored) {
    return heads.broadcastUpTo(conversation, stored);
  }

  private boolean isLoaded(UserId id) {
    return find(id).filter(user -> user.loader().isDone()).isPresent();
  }

  /** Rejects all further commands of a retired user. */
  public void retired(UserId id) {
    find(id).ifPresent(ConnectedUser::markRetired);
  }

  public Optional<ConnectedUser> find(UserId id) {
    return Optional.ofNullable(held.get(id)).map(Counted::user);
  }

  /** The users of a conversation who are online, by ascending id. */
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
   * All connections of the two users, except of a user who is not a member yet: the first message
   * shows the conversation to that user.
   */
  List<Connection> connections(Conversation conversation) {
    List<Connection> both = new ArrayList<>();
    RoomId room = conversation.room();
    for (UserId id : conversation.people()) {
      find(id)
          .filter(user -> user.isMember(room))
          .ifPresent(user -> both.addAll(user.connections()));
    }
    return both;
  }

  /**
   * Adds a connection: from now on it receives the signals for its user; signals about rooms and
   * the online status follow asynchronously. The online status references a reference to the user.
   */
  public void enter(Connection connection) {
    ConnectedUser user =
        hold(
            connection.user().profile()); // synchronously, while the connection has a reference too
    user.add(connection); // synchronously: its next command may cause a signal
    lane.offer(
        () -> {
          connections.add(connection);
          leaving.remove(user.id());
          if (user.isAnnouncedOnline()) {
            release(user);
          } else {
            user.announcedOnline(true);
            announceStatus(user);
          }
        });
  }

  /** Removes a connection; its user stays online for the grace period. */
  public void exit(Connection connection) {
    ConnectedUser user = connection.user();
    user.remove(connection);
    lane.offer(
        () -> {
          connections.remove(connection);
          if (user.connections().isEmpty()) {
            Object mine = new Object();
            leaving.put(user.id(), mine);
            chat.timers()
                .after(
                    chat.settings().presenceGrace(),
                    () -> lane.offer(() -> wentOffline(user, mine)));
          }
        });
  }

  private void wentOffline(ConnectedUser user, Object mine) {
    if (!leaving.remove(user.id(), mine)) {
      return;
    }
    user.announcedOnline(false);
    announceStatus(user);
    chat.directory()
        .seen(List.of(user.id()), chat.now())
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                chat.report(failure);
              }
            });
    release(user);
  }

  /** The users who are online, by ascending id. */
  public Set<UserId> online() {
    Set<UserId> ids = new TreeSet<>();
    held.forEach(
        (id, each) -> {
          if (each.user().isOnline()) {
            ids.add(id);
          }
        });
    return ids;
  }

  private void announceStatus(ConnectedUser user) {
    Set<Connection> reached = ConcurrentHashMap.newKeySet();
    reached.addAll(user.connections());
    announce(user, new Signal.StatusChanged(user.profile(), user.isAnnouncedOnline()), reached);
  }

  /**
   * Applies the current profile of a user, and sends it to the user's other connections and to all
   * users who share a room or conversation.
   *
   * @param except the connection that gets a reply instead; null for none
   */
  public void changed(ConnectedUser user, User profile, Connection except) {
    user.update(profile);
    Signal signal = new Signal.UserChanged(profile);
    user.send(signal, except);
    Set<Connection> reached = ConcurrentHashMap.newKeySet();
    reached.addAll(user.connections());
    lane.offer(() -> announce(user, signal, reached));
  }

  private void announce(ConnectedUser user, Signal signal, Set<Connection> reached) {
    Batch batch = Batch.of(signal);
    for (RoomId id : user.rooms()) {
      Optional<Conversation> conversation = Conversation.of(id);
      if (conversation.isPresent()) {
        find(conversation.get().other(user.id()))
            .filter(other -> other.isMember(id))
            .ifPresent(other -> sendOnce(other.connections(), batch, reached));
      } else {
        rooms.offerIfLoaded(id, RoomTask.quiet(room -> sendToPresent(room, batch, reached)));
      }
    }
  }

  private static void sendToPresent(Room room, Batch batch, Set<Connection> reached) {
    if (room.roster().size() <= ProtocolLimits.MAX_PRESENT_ANNOUNCED_SINGLY) {
      sendOnce(room.roster().connections(), batch, reached);
    }
  }

  private static void sendOnce(Iterable<Connection> to, Batch batch, Set<Connection> reached) {
    for (Connection connection : to) {
      if (reached.add(connection)) {
        connection.deliver(batch);
      }
    }
  }

  /** Announces a new public room to all connections. */
  public void roomAdded(RoomInfo info) {
    lane.offer(() -> added.add(info));
  }

  /** Announces to the connected members that a room was removed. Called in the lane of the room. */
  public void roomRemoved(RoomId room, List<UserId> members) {
    Signal signal = new Signal.RoomsRemoved(List.of(room));
    for (UserId id : members) {
      find(id)
          .ifPresent(
              user -> {
                user.left(room);
                user.send(signal, null);
              });
    }
  }

  /**
   * Announces to all connections that a public room was removed. Called in the lane of the room.
   */
  public void publicRoomRemoved(RoomId room, List<UserId> members) {
    members.forEach(id -> find(id).ifPresent(user -> user.left(room)));
    lane.offer(
        () -> {
          added.removeIf(
              info -> info.id().equals(room)); // sent later, it would make the room reappear
          broadcastToAll(new Signal.RoomsRemoved(List.of(room)));
        });
  }

  /** Notes that the number of users present in a room has changed; sent at a limited rate. */
  void countChanged(Room room) {
    if (room.kind() == RoomKind.PUBLIC) {
      lane.offer(() -> counts.add(room.id()));
    }
  }

  private void broadcastCounts(List<RoomId> changed) {
    List<RoomInfo> infos =
        changed.stream().flatMap(id -> rooms.find(id).flatMap(Room::info).stream()).toList();
    if (!infos.isEmpty()) {
      broadcastToAll(new Signal.RoomsChanged(infos));
    }
  }

  /**
   * Notes that a room has changed in the store: fewer events, another name or topic. The users who
   * see the room get a signal, at a limited rate.
   */
  public void roomChanged(RoomId room) {
    notices.changed(room);
  }

  /** Sends a signal to all connections. Called in the lane. */
  void broadcastToAll(Signal signal) {
    Batch batch = Batch.of(signal);
    connections.forEach(connection -> connection.deliver(batch));
  }

  /** Sends a signal to all connections of a room's members, present or not. Called in the lane. */
  void broadcastToMembers(RoomId room, Signal signal) {
    Batch batch = Batch.of(signal);
    for (Connection connection : connections) {
      if (connection.user().isMember(room)) {
        connection.deliver(batch);
      }
    }
  }
}
