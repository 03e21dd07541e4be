package chat.core.internal.connection;

import chat.core.event.Batch;
import chat.core.event.Signal;
import chat.core.internal.context.ChatContext;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user who has a connection or had one within the presence grace period. Thread-safe: only the
 * lane of a room writes the membership of that room; the profile, the flags and the list of
 * connections are each published atomically.
 */
public final class ConnectedUser {
  private static final User ANONYMOUS =
      new User(UserId.of("anonymous"), "anonymous", User.Kind.GUEST);

  private final Map<RoomId, Membership> memberships = new ConcurrentHashMap<>();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final UserLoader loader;
  private final boolean isAnonymous;
  private volatile User profile;
  private volatile boolean online;
  private volatile boolean isRetired;
  private volatile CompletionStage<Void> subscribed = CompletableFuture.completedFuture(null);

  /** A user whose conversations are followed in {@code heads}. */
  public ConnectedUser(ChatContext chat, User user, ConversationHeads heads) {
    this(chat, user, heads, false);
  }

  private ConnectedUser(ChatContext chat, User user, ConversationHeads heads, boolean isAnonymous) {
    this.profile = user;
    this.isAnonymous = isAnonymous;
    this.loader = new UserLoader(chat, this, heads);
  }

  /** The user of an anonymous connection, which has no memberships and is in no conversation. */
  public static ConnectedUser anonymous(ChatContext chat) {
    return new ConnectedUser(
        chat, ANONYMOUS, new ConversationHeads(chat, id -> false, id -> false), true);
  }

  public boolean isAnonymous() {
    return isAnonymous;
  }

  /** Completes when this node receives what other nodes publish about the user. */
  CompletionStage<Void> subscribed() {
    return subscribed;
  }

  /**
   * Sets the stage of the subscription to the user's topic; called once, before the user is loaded.
   */
  public void subscribed(CompletionStage<Void> stage) {
    subscribed = stage;
  }

  /** Loads the user from the directory. */
  public UserLoader loader() {
    return loader;
  }

  /** The user's id, current name and kind. */
  public User profile() {
    return profile;
  }

  public UserId id() {
    return profile.id();
  }

  public void update(User changed) {
    profile = changed;
  }

  /** The rooms that the user is a member of, by ascending id. */
  public Set<RoomId> rooms() {
    return new TreeSet<>(memberships.keySet());
  }

  /** The number of rooms that the user is a member of, without direct conversations. */
  public long countRooms() {
    return memberships.keySet().stream().filter(id -> Conversation.of(id).isEmpty()).count();
  }

  /** Marks the user as retired: all further commands of the user are rejected. */
  public void markRetired() {
    isRetired = true;
  }

  public boolean isRetired() {
    return isRetired;
  }

  public boolean isMember(RoomId room) {
    return !isRetired && memberships.containsKey(room);
  }

  /** The membership as this node knows it; empty when the user is not a member. */
  public Optional<Membership> membership(RoomId room) {
    return Optional.ofNullable(memberships.get(room));
  }

  /** The {@code seq} up to which the user has read; 0 when the user is not a member. */
  public long readMarker(RoomId room) {
    return membership(room).map(Membership::mark).orElse(0L);
  }

  /** Adds a membership; the later read marker counts when the user is a member already. */
  public void joined(Membership membership) {
    memberships.merge(
        membership.room(),
        membership,
        (before, added) -> added.with(added.marker().orLater(before.marker())));
  }

  /** Adds a membership that has just begun; does nothing when the user is a member already. */
  public void joined(RoomId room, long readMarker) {
    memberships.putIfAbsent(room, new Membership(room, readMarker));
  }

  /** Raises the read marker after a message of the user; does nothing for other users. */
  public void posted(RoomId room, long seq) {
    memberships.computeIfPresent(room, (id, before) -> before.with(before.marker().raised(seq)));
  }

  /**
   * Moves the read marker of a membership, unless a later one is known; does nothing when the user
   * is not a member.
   *
   * @return whether the read marker has changed
   */
  public boolean mark(RoomId room, ReadMarker marker) {
    Membership before = memberships.get(room);
    return before != null
        && before.marker().compareTo(marker) < 0
        && memberships.replace(room, before, before.with(marker));
  }

  /**
   * Notes how often drafts of the user in a room have changed.
   *
   * @return false when changes are missing between those known and this one, which is then not
   *     noted
   */
  public boolean drafted(RoomId room, long changes) {
    Membership after =
        memberships.computeIfPresent(
            room,
            (id, before) ->
                before.draftChanges() + 1 == changes ? before.withDraftChanges(changes) : before);
    return after == null || after.draftChanges() >= changes;
  }

  /**
   * Notes how often the user's states of threads of a room have changed.
   *
   * @return false when changes are missing between those known and this one, which is then not
   *     noted
   */
  public boolean followed(RoomId room, long changes) {
    Membership after =
        memberships.computeIfPresent(
            room,
            (id, before) ->
                before.followChanges() + 1 == changes ? before.withFollowChanges(changes) : before);
    return after == null || after.followChanges() >= changes;
  }

  /** Takes over a membership as it is stored; does nothing when the user is not a member. */
  public void changed(Membership stored) {
    memberships.computeIfPresent(stored.room(), (id, before) -> stored);
  }

  public void left(RoomId room) {
    memberships.remove(room);
  }

  void belongsTo(List<Membership> stored) {
    stored.forEach(this::joined);
  }

  public List<Connection> connections() {
    return connections;
  }

  /** Whether the user has a connection, or had one within the presence grace period. */
  public boolean isOnline() {
    return online || !connections.isEmpty();
  }

  /** Whether the user was announced as online, which happens asynchronously. */
  public boolean isAnnouncedOnline() {
    return online;
  }

  public void announcedOnline(boolean now) {
    online = now;
  }

  public void add(Connection connection) {
    connections.add(connection);
  }

  public void remove(Connection connection) {
    connections.remove(connection);
  }

  /** Sends a signal to every connection of this user but {@code except}, which may be null. */
  public void send(Signal signal, Connection except) {
    Batch batch = Batch.of(signal);
    for (Connection connection : connections) {
      if (connection != except) {
        connection.deliver(batch);
      }
    }
  }
}
