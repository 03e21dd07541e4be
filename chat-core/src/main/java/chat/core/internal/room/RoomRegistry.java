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

/** The rooms that are loaded: on first use, until idle. Thread-safe. */
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

  /** No rooms yet; they are loaded from the house's directory and log. */
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

  /** What this node publishes to the others. */
  public Peers peers() {
    return peers;
  }

  /** The order in which searches are worked on. */
  public SearchTurns searches() {
    return searches;
  }

  /** The people who have connections. */
  public PresenceRegistry connectedUsers() {
    return connectedUsers;
  }

  /** Gives a room something to do; the room is loaded when it is not. */
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
   * Gives a room a request to answer; refused as {@code busy} when the room has too many of them,
   * or would have to be loaded while as many rooms are as there is memory for.
   *
   * @return false when it was refused; then the task is not run
   */
  public <R extends Reply> boolean ask(RoomId id, PendingReply<R> request, RoomTask task) {
    if (!loaded.containsKey(id) && budget.isFull()) {
      makeSpace();
      request.answerNow(Rejections.busy());
      return false;
    }
    return askNew(id, request, task);
  }

  /** The same for a room that was just made, and is loaded in any case. */
  public <R extends Reply> boolean askNew(RoomId id, PendingReply<R> request, RoomTask task) {
    boolean fits = request.countIn(load(id).unanswered());
    if (fits) {
      offer(id, task);
    } else {
      request.answerNow(Rejections.busy());
    }
    return fits;
  }

  /**
   * Whether a connection may be present in one more room: in a few rooms in any case, and in many
   * while the share of presences is not used up.
   */
  public boolean mayEnter(RoomId room, Connection connection) {
    int present = connection.presences();
    return present < ProtocolLimits.ROOMS_IN_ANY_CASE
        || connection.isIn(room)
        || (present < ProtocolLimits.MAX_ROOMS_PER_CONNECTION && !presences.isFull());
  }

  /** What loaded rooms share. */
  public ByteBudget budget() {
    return budget;
  }

  /** What the connections that are present in rooms share. */
  public ByteBudget presences() {
    return presences;
  }

  public TailBounds tailBounds() {
    return tailBounds;
  }

  /** A number above all before: of two uses of rooms the later has the higher one. */
  long nextUse() {
    return uses.incrementAndGet();
  }

  /**
   * Lets the rooms that were used least drop what can be read again, soon and in their lanes, until
   * a quarter of what all share is free. Called by any thread; does nothing while that goes on.
   */
  private void makeSpace() {
    if (sheds.compareAndSet(false, true)) {
      chat.executor().execute(this::shed);
    }
  }

  private void shed() {
    List<Room> byUse = new ArrayList<>(loaded.values());
    Map<Room, Long> used = new HashMap<>(); // of one moment: it must not change in sorting
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

  /** What must be given back for a quarter of {@code share} to be free. */
  private static long tooMuch(ByteBudget share) {
    return share.used() - share.limit() / 4 * 3;
  }

  /** Whether a room has so much to do that it is spared what matters least. */
  boolean isPressed(RoomId id) {
    Room room = loaded.get(id);
    return room != null && room.unanswered().isHalfFull();
  }

  /** Gives a room something to do that matters only while it is loaded. */
  public void offerIfLoaded(RoomId id, RoomTask task) {
    Room room = loaded.get(id);
    if (room != null) {
      room.offer(task);
    }
  }

  public Optional<Room> find(RoomId id) {
    return Optional.ofNullable(loaded.get(id));
  }

  /** Completes when every room has done what it had to do. */
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

  /** Forgets a room that has retired. */
  void remove(Room room) {
    loaded.computeIfPresent(
        room.id(),
        (id, there) -> {
          if (there != room) {
            return there;
          }
          budget.give(ProtocolLimits.ROOM_BYTES);
          peers.unsubscribe(id); // here, so that it is before the room is subscribed to again
          return null;
        });
  }

  /** The rooms that are loaded, of this moment. */
  public List<Room> all() {
    return List.copyOf(loaded.values());
  }

  /** How many rooms are loaded. */
  public int size() {
    return loaded.size();
  }

  /** Makes a room drop what can be read again. */
  private record Shedding(Runnable done) implements RoomTask {
    @Override
    public void run(Room room) {
      room.shed();
      done.run();
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      done.run(); // there is nothing to drop
    }
  }

  /** Says that everything before it is done, whatever has become of the room. */
  private record Barrier(CompletableFuture<Void> done) implements RoomTask {
    @Override
    public void run(Room room) {
      done.complete(null);
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      done.complete(null);
    }
  }
}
