package chat.core.internal.node;

import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.context.ChatContext;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.PresenceRegistry;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomRegistry;
import chat.core.internal.room.RoomTask;
import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Compensates for lost notices (anti-entropy): compares the loaded rooms, conversations and
 * connected users of this node with the store, and lets the lanes of those that are behind read it.
 * Runs every five seconds, and at once when the backplane reports that notices may be missing.
 * Thread-safe.
 */
public final class Healing {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Random delay, so that the nodes do not all read at the same moment. */
  private static final int JITTER_MILLIS = 500;

  /** Number of ids of one query. */
  private static final int CHUNK = 1_000;

  /** Pause between two chunks of a regular sweep, which so reads 2,000 rooms a second at most. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * Number of users whose memberships a regular sweep reads; the next sweep continues with the next
   * users.
   */
  private static final int MEMBERSHIPS = 64;

  private final RoomRegistry rooms;
  private final ChatContext chat;
  private final PresenceRegistry connectedUsers;

  /** 0 when idle, 1 while a sweep runs, 2 when a complete sweep has to follow. */
  private final AtomicInteger state = new AtomicInteger();

  private volatile boolean isStopped;
  private int nextUser; // confined to the sweep

  public Healing(RoomRegistry rooms) {
    this.rooms = rooms;
    this.chat = rooms.chat();
    this.connectedUsers = rooms.connectedUsers();
  }

  /** Starts the regular sweeps. */
  public void start() {
    Duration jitter = Duration.ofMillis(chat.random().nextInt(JITTER_MILLIS));
    chat.timers()
        .after(
            EVERY.plus(jitter),
            () -> {
              if (!isStopped) {
                if (state.compareAndSet(0, 1)) {
                  sweep(false);
                }
                start();
              }
            });
  }

  public void stop() {
    isStopped = true;
  }

  /** Starts a complete sweep; when a sweep is running, after it. */
  void now() {
    if (state.getAndUpdate(before -> before == 0 ? 1 : 2) == 0) {
      sweep(true);
    }
  }

  private void sweep(boolean everything) {
    Duration pause = everything ? Duration.ZERO : PAUSE;
    CompletionStage<Void> begun = CompletableFuture.completedFuture(null);
    begun
        .thenComposeAsync(start -> each(loadedRooms(), pause, this::rooms), chat.executor())
        .thenCompose(done -> each(sleepingConversations(), pause, this::conversations))
        .thenCompose(done -> each(users(), pause, this::users))
        .thenCompose(done -> memberships(everything))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                chat.report(failure); // the next sweep tries again
              }
              if (!state.compareAndSet(1, 0)) {
                state.set(1);
                sweep(true);
              }
            });
  }

  /** Runs {@code work} with chunks of the ids, one after another. */
  private <T> CompletionStage<Void> each(
      Collection<T> ids, Duration pause, Function<List<T>, CompletionStage<Void>> work) {
    List<T> all = List.copyOf(ids);
    return all.isEmpty() ? CompletableFuture.completedFuture(null) : from(0, all, pause, work);
  }

  private <T> CompletionStage<Void> from(
      int start, List<T> all, Duration pause, Function<List<T>, CompletionStage<Void>> work) {
    int end = Math.min(start + CHUNK, all.size());
    CompletionStage<Void> done = work.apply(all.subList(start, end));
    return end == all.size()
        ? done
        : done.thenCompose(before -> after(pause))
            .thenCompose(before -> from(end, all, pause, work));
  }

  private CompletionStage<Void> after(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    chat.timers().after(pause, () -> chat.executor().execute(() -> over.complete(null)));
    return over;
  }

  private List<RoomId> loadedRooms() {
    return rooms.all().stream().map(Room::id).toList();
  }

  private CompletionStage<Void> rooms(List<RoomId> ids) {
    return chat.log().heads(ids).thenAccept(heads -> ids.forEach(id -> compare(id, heads.get(id))));
  }

  private void compare(RoomId id, LogHead stored) {
    rooms
        .find(id)
        .ifPresent(
            room -> {
              RoomInfo known = room.info().orElse(null);
              boolean isSame =
                  known == null
                      ? stored == null
                      : stored != null
                          && stored.position().equals(known.head())
                          && stored.firstKept() == known.floor();
              if (!isSame) {
                rooms.offerIfLoaded(id, RoomTask.timed(() -> room.catchUp().refresh(done -> {})));
              }
            });
  }

  private List<RoomId> sleepingConversations() {
    return connectedUsers.heads().all().keySet().stream()
        .filter(id -> rooms.find(id).isEmpty())
        .toList();
  }

  private CompletionStage<Void> conversations(List<RoomId> ids) {
    Map<RoomId, Long> known = connectedUsers.heads().all();
    return chat.log()
        .heads(ids)
        .thenAccept(
            heads ->
                heads.forEach(
                    (id, head) -> {
                      if (known.getOrDefault(id, head.seq()) < head.seq()) {
                        rooms.offer(
                            id, RoomTask.timed(() -> {})); // loading it broadcasts what is missing
                      }
                    }));
  }

  private List<UserId> users() {
    return connectedUsers.remote().loaded().stream().map(ConnectedUser::id).toList();
  }

  private CompletionStage<Void> users(List<UserId> ids) {
    return chat.directory()
        .active(ids)
        .thenAccept(found -> ids.forEach(id -> compare(id, found.get(id))));
  }

  private void compare(UserId id, User stored) {
    connectedUsers
        .find(id)
        .filter(user -> !user.isRetired() && !user.profile().equals(stored))
        .ifPresent(
            user -> {
              if (stored == null) {
                connectedUsers.remote().retired(id);
              } else {
                connectedUsers
                    .remote()
                    .reread(id)
                    .exceptionally(
                        failure -> {
                          chat.report(failure);
                          return null;
                        });
              }
            });
  }

  private CompletionStage<Void> memberships(boolean everything) {
    List<ConnectedUser> all = connectedUsers.remote().loaded();
    int count = everything ? all.size() : Math.min(MEMBERSHIPS, all.size());
    CompletionStage<Void> done = CompletableFuture.completedFuture(null);
    for (int i = 0; i < count; i++) {
      ConnectedUser user = all.get((nextUser + i) % all.size());
      done = done.thenCompose(before -> memberships(user));
    }
    nextUser = all.isEmpty() ? 0 : (nextUser + count) % all.size();
    return done;
  }

  private CompletionStage<Void> memberships(ConnectedUser user) {
    return chat.directory().memberships(user.id()).thenAccept(found -> compare(user, found));
  }

  private void compare(ConnectedUser user, List<Membership> stored) {
    Set<RoomId> different = new HashSet<>(user.rooms());
    for (Membership each : stored) {
      boolean isKnown = different.remove(each.room());
      if (!isKnown || !user.membership(each.room()).filter(each::equals).isPresent()) {
        different.add(each.room());
      }
    }
    for (RoomId room : different) {
      rooms.offer(room, new MembershipCheck.Both(connectedUsers, user, room));
    }
  }
}
