package chat.core.internal.connection;

import chat.core.event.Batch;
import chat.core.event.Signal;
import chat.core.internal.context.ChatContext;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody who has a connection, or had one a moment ago. Thread-safe: a membership is written by
 * its room's lane alone, a name by {@code PresenceRegistry}, listeners come and go as connections
 * do, and each is published as a whole.
 */
public final class ConnectedUser {
  private static final User NOBODY = new User(UserId.of("nobody"), "nobody", User.Kind.GUEST);

  private final Map<RoomId, Long> marks = new ConcurrentHashMap<>();
  private final List<Connection> listeners = new CopyOnWriteArrayList<>();
  private final UserLoader loader;
  private final boolean isNobody;
  private volatile User user;
  private volatile boolean online;
  private volatile boolean isGone;
  private volatile CompletionStage<Void> subscribed = CompletableFuture.completedFuture(null);

  /** A user whose conversations are followed in {@code heads}. */
  public ConnectedUser(ChatContext chat, User user, ConversationHeads heads) {
    this(chat, user, heads, false);
  }

  private ConnectedUser(ChatContext chat, User user, ConversationHeads heads, boolean isNobody) {
    this.user = user;
    this.isNobody = isNobody;
    this.loader = new UserLoader(chat, this, heads);
  }

  /** Nobody in particular, who is nobody's partner whatever ids people have. */
  public static ConnectedUser nobody(ChatContext chat) {
    return new ConnectedUser(
        chat, NOBODY, new ConversationHeads(chat, id -> false, id -> false), true);
  }

  public boolean isNobody() {
    return isNobody;
  }

  /** Completes when what other nodes publish of the user comes. */
  CompletionStage<Void> subscribed() {
    return subscribed;
  }

  /** Notes that the user's topic is subscribed to; once, before anything else. */
  public void subscribed(CompletionStage<Void> stage) {
    subscribed = stage;
  }

  /** How the person is read from the directory. */
  public UserLoader loader() {
    return loader;
  }

  /** Who it is, under the name of now. */
  public User user() {
    return user;
  }

  public UserId id() {
    return user.id();
  }

  public void called(User renamed) {
    user = renamed;
  }

  /** The rooms that the person belongs to, by ascending id. */
  public Set<RoomId> rooms() {
    return new TreeSet<>(marks.keySet());
  }

  /** How many rooms the user belongs to, conversations not counted. */
  public long countRooms() {
    return marks.keySet().stream().filter(id -> Conversation.of(id).isEmpty()).count();
  }

  /** Notes that the person has been retired: from now on nothing is done for them. */
  public void goneForGood() {
    isGone = true;
  }

  public boolean isGone() {
    return isGone;
  }

  public boolean isMember(RoomId room) {
    return !isGone && marks.containsKey(room);
  }

  public OptionalLong mark(RoomId room) {
    Long mark = marks.get(room);
    return mark == null ? OptionalLong.empty() : OptionalLong.of(mark);
  }

  /** Notes a membership, or a higher mark in it. */
  public void joined(RoomId room, long mark) {
    marks.merge(room, mark, Math::max);
  }

  /**
   * Raises the mark of a membership, when there is one.
   *
   * @return whether that changes it
   */
  public boolean read(RoomId room, long seq) {
    Long before = marks.get(room);
    return before != null && before < seq && marks.replace(room, before, seq);
  }

  public void left(RoomId room) {
    marks.remove(room);
  }

  void belongsTo(List<Membership> memberships) {
    memberships.forEach(each -> joined(each.room(), each.mark()));
  }

  public List<Connection> listeners() {
    return listeners;
  }

  /** Whether there is a connection, or was one a moment ago. */
  public boolean isOnline() {
    return online || !listeners.isEmpty();
  }

  /** Whether others were told so, which happens a moment later. */
  public boolean isToldOnline() {
    return online;
  }

  public void online(boolean now) {
    online = now;
  }

  public void add(Connection connection) {
    listeners.add(connection);
  }

  public void remove(Connection connection) {
    listeners.remove(connection);
  }

  /** Tells every connection of this person but {@code except}, which may be null. */
  public void tell(Signal signal, Connection except) {
    Batch batch = Batch.of(signal);
    for (Connection connection : listeners) {
      if (connection != except) {
        connection.deliver(batch);
      }
    }
  }
}
