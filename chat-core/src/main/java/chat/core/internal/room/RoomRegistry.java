package chat.core.internal.room;

import chat.core.bound.ByteBudget;
import chat.core.bound.CoreShare;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.Peers;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.lane.SearchTurns;
import chat.core.internal.log.TailBounds;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The loaded rooms: a room is loaded on first use and unloaded when idle or when memory is short.
 * Thread-safe.
 */
public final class RoomRegistry {
  private final Map<RoomId, Room> loaded = new ConcurrentHashMap<>();
  private final ChatContext chat;
  private final PresenceRegistry connectedUsers;
  private final ByteBudget budget;
  private final ByteBudget presences;
  private final TailBounds tailBounds;
  private final SearchTurns searches;
  private final Peers peers;
  private final AtomicLong uses = new AtomicLong();
  private final AtomicBoolean sheds = new AtomicBoolean();

  /** An empty registry; rooms are loaded from the directory and log of {@code chat}. */
  public RoomRegistry(ChatContext chat) {
    this.chat = chat;
    this.peers = new Peers(chat.backplane());
    this.connectedUsers = new PresenceRegistry(chat, this);
    this.searches = new SearchTurns(chat.search().atOnce());
    this.budget = CoreShare.LOADED_ROOMS.of(chat.settings().memory());
    this.presences = CoreShare.PRESENCES.of(chat.settings().memory());
    this.tailBounds =
        new TailBounds(
            chat.settings().tailSize(),
            ProtocolLimits.MAX_TAIL_BYTES,
            CoreShare.ROOM_TAILS.of(chat.settings().memory()),
            this::makeSpace);
    chat.log()
        .onTrim(
            id -> {
              offerIfLoaded(id, RoomTask.quiet(CatchUp::noteFloor));
              connectedUsers.roomChanged(id);
              peers.listed(id);
            });
  }

  public ChatContext chat() {
    return chat;
  }

  /** Publishes changes to the other nodes. */
  public Peers peers() {
    return peers;
  }

  /** The scheduler of searches. */
  public SearchTurns searches() {
    return searches;
  }

  /** The connected users. */
  public PresenceRegistry connectedUsers() {
    return connectedUsers;
  }

  /** Submits a task to a room; loads the room if needed. */
  public void offer(RoomId id, RoomTask task) {
    while (true) {
      Room room = load(id);
      if (room.offer(task)) {
        return;
      }
      remove(room);
    }
  }

  private Room load(RoomId id) {
    Room known = loaded.get(id);
    return known != null ? known : loaded.computeIfAbsent(id, this::made);
  }

  private Room made(RoomId id) {
    budget.take(ProtocolLimits.ROOM_BYTES);
    return new Room(this, id, peers.subscribe(id));
  }

  /**
   * Submits a command to a room; rejects it as {@code busy} when the room has too many unanswered
   * commands, or would have to be loaded while the memory for rooms is used up.
   *
   * @return false when the command was rejected; then the task is not run
   */
  public <R extends Reply> boolean submit(RoomId id, PendingReply<R> request, RoomTask task) {
    if (!loaded.containsKey(id) && budget.isFull()) {
      makeSpace();
      request.answerNow(Rejections.busy());
      return false;
    }
    return submitToNew(id, request, task);
  }

  /** The same for a room that was just created, which is loaded in any case. */
  public <R extends Reply> boolean submitToNew(RoomId id, PendingReply<R> request, RoomTask task) {
    boolean fits = request.countIn(load(id).unanswered());
    if (fits) {
      offer(id, task);
    } else {
      request.answerNow(Rejections.busy());
    }
    return fits;
  }

  /**
   * Whether a connection may be present in one more room: always up to a small number, and beyond
   * that while the memory for presences is not used up.
   */
  public boolean mayEnter(RoomId room, Connection connection) {
    int present = connection.presences();
    return present < ProtocolLimits.ROOMS_IN_ANY_CASE
        || connection.isIn(room)
        || (present < ProtocolLimits.MAX_ROOMS_PER_CONNECTION && !presences.isFull());
  }

  /** The memory that loaded rooms share. */
  public ByteBudget budget() {
    return budget;
  }

  /** The memory that the presences of connections in rooms share. */
  public ByteBudget presences() {
    return presences;
  }

  public TailBounds tailBounds() {
    return tailBounds;
  }

  /** The next number of a use: a later use has a higher number. */
  long nextUse() {
    return uses.incrementAndGet();
  }

  /**
   * Evicts what can be read again from the least recently used rooms, asynchronously and in their
   * lanes, until a quarter of each shared budget is free. Any thread; does nothing while an
   * eviction is running.
   */
  private void makeSpace() {
    if (sheds.compareAndSet(false, true)) {
      chat.executor().execute(this::shed);
    }
  }

  private void shed() {
    List<Room> byUse = new ArrayList<>(loaded.values());
    Map<Room, Long> used = new HashMap<>(); // a snapshot: the keys must not change while sorting
    byUse.forEach(room -> used.put(room, room.lastUsed()));
    byUse.sort(Comparator.comparing(used::get));
    long tails = tooMuch(tailBounds.all());
    long rooms = tooMuch(budget);
    AtomicInteger left = new AtomicInteger(1);
    Runnable done =
        () -> {
          if (left.decrementAndGet() == 0) {
            sheds.set(false);
          }
        };
    for (Room room : byUse) {
      long bytes = room.tailBytes();
      boolean idle = room.isIdle();
      if ((tails > 0 && bytes > 0) || (rooms > 0 && idle)) {
        tails -= bytes;
        rooms -= idle ? ProtocolLimits.ROOM_BYTES : 0;
        left.incrementAndGet();
        if (!room.offer(new Shedding(done))) {
          done.run();
        }
      }
    }
    done.run();
  }

  /** The bytes to release so that a quarter of {@code share} is free. */
  private static long tooMuch(ByteBudget share) {
    return share.used() - share.limit() / 4 * 3;
  }

  /** Whether a room has so many unanswered commands that unimportant ones are dropped. */
  boolean isPressed(RoomId id) {
    Room room = loaded.get(id);
    return room != null && room.unanswered().isHalfFull();
  }

  /** Submits a task to a room if it is loaded. */
  public void offerIfLoaded(RoomId id, RoomTask task) {
    Room room = loaded.get(id);
    if (room != null) {
      room.offer(task);
    }
  }

  public Optional<Room> find(RoomId id) {
    return Optional.ofNullable(loaded.get(id));
  }

  /** Completes when every loaded room has done the tasks submitted so far. */
  public CompletionStage<Void> settle() {
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (Room room : loaded.values()) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      if (room.offer(new Barrier(done))) {
        all = all.thenCombine(done, (before, now) -> null);
      }
    }
    return all;
  }

  /** Removes a room whose lane has retired. */
  void remove(Room room) {
    loaded.computeIfPresent(
        room.id(),
        (id, there) -> {
          if (there != room) {
            return there;
          }
          budget.give(ProtocolLimits.ROOM_BYTES);
          peers.unsubscribe(id); // inside compute, so that it precedes a new subscription
          return null;
        });
  }

  /** A snapshot of the loaded rooms. */
  public List<Room> all() {
    return List.copyOf(loaded.values());
  }

  /** The number of loaded rooms. */
  public int size() {
    return loaded.size();
  }

  /** Makes a room free memory; see {@link Room#shed}. */
  private record Shedding(Runnable done) implements RoomTask {
    @Override
    public void run(Room room) {
      room.shed();
      done.run();
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      done.run(); // nothing to free
    }
  }

  /** Completes when all earlier tasks are done, whether the room exists or not. */
  private record Barrier(CompletableFuture<Void> done) implements RoomTask {
    @Override
    public void run(Room room) {
      done.complete(null);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      done.complete(null);
    }
  }
}
