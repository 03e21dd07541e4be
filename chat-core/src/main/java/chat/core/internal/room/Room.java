package chat.core.internal.room;

import chat.core.event.RoomEvent;
import chat.core.internal.connection.UnansweredCommands;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.lane.Lane;
import chat.core.internal.log.RoomLoader;
import chat.core.internal.log.RoomLog;
import chat.core.internal.presence.Roster;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.port.LogHead;
import chat.core.port.Timers.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A room: its record, the end of its log, and the users present. It is loaded by its first task,
 * runs all tasks in its lane, and is unloaded when idle. Commands are implemented by handlers such
 * as {@code PostMessageHandler} and {@code JoinRoomHandler}. Confined to its lane, except {@link
 * #offer}, {@link #info}, the volatile statistics and the count of unanswered commands.
 */
public final class Room implements Lane.Worker<RoomTask> {
  private enum State {
    /** Not loaded yet. */
    NEW,
    /** Loaded. */
    LIVE,
    /** A conversation that does not exist yet. */
    UNCREATED,
    /** Does not exist, or was removed. */
    MISSING,
    /** Could not be read; the next drain tries again. */
    UNREADABLE
  }

  private static final Duration SLEEPS_AFTER = Duration.ofSeconds(60);

  private final RoomRegistry rooms;
  private final ChatContext chat;
  private final RoomId id;
  private final Optional<Conversation> conversation;
  private final CompletionStage<Void> subscribed;
  private final Lane<RoomTask> lane;
  private final Roster roster;
  private final MembershipBatch newMembers = new MembershipBatch(this);
  private final AppendPipeline appends = new AppendPipeline(this);
  private final CatchUp catchUp = new CatchUp(this);
  private final PresenceFeed presence = new PresenceFeed(this);
  private final TypingTracker typing = new TypingTracker(this);
  private final CodeRoomExpiry expiry = new CodeRoomExpiry(this);
  private final RoomBroadcaster broadcaster = new RoomBroadcaster(this);
  private final UnansweredCommands unanswered =
      new UnansweredCommands(
          ProtocolLimits.MAX_UNANSWERED_PER_ROOM, ProtocolLimits.MAX_UNANSWERED_BYTES_PER_ROOM);

  private State state = State.NEW;
  private RoomRecord record;
  private RoomLog log;
  private int joinsUnderWay;
  private long tasks;
  private boolean sleepTimer;
  private volatile RoomInfo info;
  private volatile boolean isSmall;

  // as of the end of the last drain; read by other threads to choose what to evict
  private volatile long lastUsed;
  private volatile long tailBytes;
  private volatile boolean quiet;

  /**
   * @param subscribed completes when this node receives what other nodes publish about the room
   */
  Room(RoomRegistry rooms, RoomId id, CompletionStage<Void> subscribed) {
    this.rooms = rooms;
    this.subscribed = subscribed;
    this.chat = rooms.chat();
    this.id = id;
    this.conversation = Conversation.of(id);
    this.roster = new Roster(rooms.presences());
    this.lane = new Lane<>(this::execute, this, chat::report);
  }

  /** Tasks of a room with few connections are short; the size is that of the last drain. */
  private void execute(Runnable work) {
    (isSmall ? chat.nearby() : chat.executor()).execute(work);
  }

  public boolean offer(RoomTask task) {
    return lane.offer(task);
  }

  /** The unanswered commands of the room. Any thread. */
  UnansweredCommands unanswered() {
    return unanswered;
  }

  /** The public view of the room as of the last drain; empty while it is not loaded. Any thread. */
  public Optional<RoomInfo> info() {
    return Optional.ofNullable(info);
  }

  @Override
  public void perform(RoomTask task) {
    tasks++;
    switch (state) {
      case NEW -> wake(task);
      case LIVE, UNCREATED -> {
        if (task.admits()) {
          appends.flush(() -> run(task));
        } else if (task.gathers()) {
          newMembers.flush(() -> run(task));
        } else {
          newMembers.flush(() -> appends.flush(() -> run(task)));
        }
      }
      case MISSING -> task.reject(Rejections.noSuchRoom());
      case UNREADABLE -> task.reject(Rejections.unavailable());
    }
  }

  private void run(RoomTask task) {
    if (state != State.LIVE && !(state == State.UNCREATED && task.opens())) {
      task.reject(Rejections.noSuchRoom());
    } else if (rooms.peers().exist() && MembershipCheck.isUnknown(this, task.caller())) {
      MembershipCheck.checkThenRun(this, task);
    } else {
      task.run(this);
    }
  }

  private void wake(RoomTask first) {
    lane.await(
        subscribed.thenCompose(ready -> RoomLoader.read(chat, id)),
        (found, failure) -> {
          if (failure != null) {
            report(failure);
            state = State.UNREADABLE;
          } else if (found.isPresent() && isBehind(found.get().last().head())) {
            goOn(found.get(), () -> perform(first));
            return;
          } else if (found.isPresent()) {
            live(found.get().record(), RoomLog.of(found.get().last(), rooms.tailBounds()));
            found.get().last().events().forEach(this::takeOver);
          } else {
            state = conversation.isPresent() ? State.UNCREATED : State.MISSING;
          }
          perform(first);
        });
  }

  /** Whether this is a conversation with stored events that were not broadcast here. */
  private boolean isBehind(LogHead stored) {
    return rooms.peers().exist()
        && conversation.isPresent()
        && connectedUsers().broadcastUpTo(conversation.get(), stored) < stored.seq();
  }

  /**
   * Loads a conversation at the last event that was broadcast, and broadcasts the events after it.
   */
  private void goOn(RoomLoader.Found found, Runnable next) {
    LogHead stored = found.last().head();
    long from = connectedUsers().broadcastUpTo(conversation.orElseThrow(), stored);
    live(found.record(), RoomLog.unread(stored, from, rooms.tailBounds()));
    catchUp.run(next);
  }

  private void live(RoomRecord found, RoomLog foundLog) {
    record = found;
    log = foundLog;
    state = State.LIVE;
    show();
  }

  @Override
  public void settle() {
    newMembers.flush(() -> appends.flush(this::settled));
  }

  private void settled() {
    broadcaster.flushAnswered();
    if (state == State.LIVE) {
      show();
      expiry.watch();
      watchIdle();
      lastUsed = rooms.nextUse();
      tailBytes = log.tail().bytes();
      quiet = isQuiet();
    } else if (state != State.UNCREATED || isQuiet()) {
      state = State.NEW; // holds nothing: the next task loads it again
      if (lane.retire()) {
        rooms.remove(this);
      }
    }
  }

  /** Whether nothing would be lost by unloading the room. */
  private boolean isQuiet() {
    return roster.isEmpty() && joinsUnderWay == 0 && appends.isIdle() && !expiry.isPending();
  }

  /** Unloads the room after a time without tasks. */
  private void watchIdle() {
    if (sleepTimer || !isQuiet()) {
      return;
    }
    sleepTimer = true;
    long tasksBefore = tasks;
    later(
        SLEEPS_AFTER,
        () -> {
          sleepTimer = false;
          boolean undisturbed = tasks == tasksBefore + 1; // this task alone
          if (undisturbed && isQuiet() && unanswered.isNone()) {
            readAnew();
          }
        });
  }

  private void show() {
    LogHead reach = log.reach();
    info = RoomInfo.of(record, userCount(), reach.messages(), reach.position(), reach.firstKept());
    isSmall = broadcaster.size() <= ProtocolLimits.SMALL_ROOM;
  }

  private int userCount() {
    return conversation.map(rooms.connectedUsers()::countOnline).orElseGet(roster::size);
  }

  // Accessors for the parts of the room and for handlers.

  public RoomId id() {
    return id;
  }

  public ChatContext chat() {
    return chat;
  }

  public PresenceRegistry connectedUsers() {
    return rooms.connectedUsers();
  }

  public RoomRegistry rooms() {
    return rooms;
  }

  public Lane<RoomTask> lane() {
    return lane;
  }

  public RoomRecord record() {
    return record;
  }

  public RoomKind kind() {
    return conversation.isPresent() ? RoomKind.DIRECT : record.kind();
  }

  public Optional<Conversation> conversation() {
    return conversation;
  }

  /**
   * The conversation that the next message creates, or shows to the other user; empty otherwise.
   */
  Optional<Conversation> opening() {
    return isUncreated() || log.head() == 0 ? conversation : Optional.empty();
  }

  public RoomLog log() {
    return log;
  }

  public Roster roster() {
    return roster;
  }

  public MembershipBatch newMembers() {
    return newMembers;
  }

  public AppendPipeline appends() {
    return appends;
  }

  public CatchUp catchUp() {
    return catchUp;
  }

  public PresenceFeed presence() {
    return presence;
  }

  public TypingTracker typing() {
    return typing;
  }

  /** The current public view of the room. */
  public RoomInfo infoNow() {
    show();
    return info;
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  public boolean isUncreated() {
    return state == State.UNCREATED;
  }

  /**
   * Counts a join that reads outside of the lane: it keeps the room loaded and a code room from
   * expiring.
   */
  public void joinUnderWay(int change) {
    joinsUnderWay += change;
  }

  boolean isEmpty() {
    return roster.isEmpty() && joinsUnderWay == 0;
  }

  /**
   * Loads a conversation that was just created, whose events are all still to be read; does nothing
   * when it is loaded already.
   */
  public void markCreated(String epoch) {
    if (isUncreated()) {
      live(
          RoomRecord.direct(conversation.orElseThrow()), RoomLog.unread(epoch, rooms.tailBounds()));
    }
  }

  /** Applies a stored change of the record, and announces it to the users who see the room. */
  void changed(RoomEvent event) {
    takeOver(event);
    connectedUsers().roomChanged(id);
  }

  /**
   * Applies a change to the record, which may have been read before the log, with a change by
   * another node in between.
   */
  private void takeOver(RoomEvent event) {
    record = event.applyTo(record);
  }

  /** Ends the room: from now on no room with this id exists. */
  public void ended() {
    appends.forget();
    forget(State.MISSING);
  }

  /** Unloads the room; the next task reads it again. */
  void readAnew() {
    forget(State.NEW);
  }

  private void forget(State next) {
    log.tail().clear();
    state = next;
    info = null;
    tailBytes = 0;
    quiet = false;
  }

  /** Frees memory: unloads the room if nothing would be lost, and otherwise clears its tail. */
  void shed() {
    if (isQuiet() && unanswered.isNone()) {
      readAnew();
    } else {
      log.tail().clear();
    }
  }

  /** The number of the last use of the room, in the order of all uses. Any thread. */
  long lastUsed() {
    return lastUsed;
  }

  /** The bytes of its tail as of the last drain. Any thread. */
  public long tailBytes() {
    return tailBytes;
  }

  /** Whether the whole room can be unloaded, as of the last drain. Any thread. */
  boolean isIdle() {
    return quiet;
  }

  public RoomBroadcaster broadcaster() {
    return broadcaster;
  }

  /** Runs {@code work} in the lane after {@code delay}, if the room is still loaded. */
  public Timer later(Duration delay, Runnable work) {
    return chat.timers().after(delay, () -> offer(RoomTask.timed(work)));
  }

  /** Reports an unexpected exception. */
  public void report(Throwable failure) {
    chat.report(failure);
  }
}
