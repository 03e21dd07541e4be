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
 * A room: its record, the end of its log, and those who listen. It comes to life on its first task,
 * takes every task in its lane, and goes to sleep when idle. What people ask of it is in {@link
 * PostMessageHandler}, {@code JoinRoomHandler}, {@code LeaveRoomHandler} and {@code
 * HistoryHandlers}. Confined to its lane but for {@link #offer}, {@link #info} and the count of
 * unanswered requests.
 */
public final class Room implements Lane.Worker<RoomTask> {
  private enum State {
    /** Not read yet. */
    NEW,
    /** Open for everything. */
    LIVE,
    /** A conversation that does not exist yet. */
    UNBORN,
    /** Not there, or no more. */
    MISSING,
    /** Could not be read; what comes next tries again. */
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

  // of the end of the last drain, for whoever looks for what can be dropped
  private volatile long lastUsed;
  private volatile long tailBytes;
  private volatile boolean quiet;

  /**
   * @param subscribed completes when what other nodes publish of the room comes
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

  /** A room that few connections listen to has short work; how many was true a moment ago. */
  private void execute(Runnable work) {
    (isSmall ? chat.nearby() : chat.executor()).execute(work);
  }

  public boolean offer(RoomTask task) {
    return lane.offer(task);
  }

  /** Requests that are not answered yet; any thread may count. */
  UnansweredCommands unanswered() {
    return unanswered;
  }

  /** The room as everybody may see it, of a moment ago; empty while it is not live. */
  public Optional<RoomInfo> info() {
    return Optional.ofNullable(info);
  }

  @Override
  public void perform(RoomTask task) {
    tasks++;
    switch (state) {
      case NEW -> wake(task);
      case LIVE, UNBORN -> {
        if (task.admits()) {
          appends.flush(() -> run(task));
        } else if (task.gathers()) {
          newMembers.flush(() -> run(task));
        } else {
          newMembers.flush(() -> appends.flush(() -> run(task)));
        }
      }
      case MISSING -> task.refuse(Rejections.noSuchRoom());
      case UNREADABLE -> task.refuse(Rejections.unavailable());
    }
  }

  private void run(RoomTask task) {
    if (state != State.LIVE && !(state == State.UNBORN && task.opens())) {
      task.refuse(Rejections.noSuchRoom());
    } else if (rooms.peers().exist() && MembershipCheck.isUnknown(this, task.asker())) {
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
            state = conversation.isPresent() ? State.UNBORN : State.MISSING;
          }
          perform(first);
        });
  }

  /** Whether this is a conversation of which events were stored but not broadcast here. */
  private boolean isBehind(LogHead stored) {
    return rooms.peers().exist()
        && conversation.isPresent()
        && connectedUsers().goesOnAt(conversation.get(), stored) < stored.seq();
  }

  /** Wakes a conversation at the end of what was broadcast, and broadcasts what follows. */
  private void goOn(RoomLoader.Found found, Runnable next) {
    LogHead stored = found.last().head();
    long from = connectedUsers().goesOnAt(conversation.orElseThrow(), stored);
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
    } else if (state != State.UNBORN || isQuiet()) {
      state = State.NEW; // nothing is held, so whoever comes next finds out anew
      if (lane.retire()) {
        rooms.remove(this);
      }
    }
  }

  /** Whether nothing is held that would be lost. */
  private boolean isQuiet() {
    return roster.isEmpty() && joinsUnderWay == 0 && appends.isIdle() && !expiry.isPending();
  }

  /** Goes to sleep when nobody has come for a while. */
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

  // What the parts of a room ask it for.

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

  /** The conversation that the first message creates, or shows to the other person. */
  Optional<Conversation> opening() {
    return isUnborn() || log.head() == 0 ? conversation : Optional.empty();
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

  /** The room as everybody may see it now. */
  public RoomInfo infoNow() {
    show();
    return info;
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  public boolean isUnborn() {
    return state == State.UNBORN;
  }

  /** Counts a join that reads off the lane: it keeps the room awake and a code room from ending. */
  public void joinUnderWay(int change) {
    joinsUnderWay += change;
  }

  boolean isEmpty() {
    return roster.isEmpty() && joinsUnderWay == 0;
  }

  /** Makes a conversation that did not exist a live one, of which all events are yet to be read. */
  public void born(String epoch) {
    if (isUnborn()) {
      live(
          RoomRecord.direct(conversation.orElseThrow()), RoomLog.unread(epoch, rooms.tailBounds()));
    }
  }

  /** Takes over a change of its record that the log has; those who see the room are told. */
  void changed(RoomEvent event) {
    takeOver(event);
    connectedUsers().roomChanged(id);
  }

  /** The record may have been read before the log, and another node changed it in between. */
  private void takeOver(RoomEvent event) {
    record = event.applyTo(record);
  }

  /** Ends the room: from now on there is none of this id. */
  public void ended() {
    appends.forget();
    forget(State.MISSING);
  }

  /** Forgets a room where nobody is; what comes next reads it again. */
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

  /**
   * Drops what can be read again: the whole room when nothing else is held, and its tail otherwise.
   */
  void shed() {
    if (isQuiet() && unanswered.isNone()) {
      readAnew();
    } else {
      log.tail().clear();
    }
  }

  /** When the room was used last, in the order of all uses; of a moment ago. */
  long lastUsed() {
    return lastUsed;
  }

  /** How many bytes its tail takes; of a moment ago. */
  public long tailBytes() {
    return tailBytes;
  }

  /** Whether it can be dropped as a whole; of a moment ago. */
  boolean isIdle() {
    return quiet;
  }

  public RoomBroadcaster broadcaster() {
    return broadcaster;
  }

  /** Does {@code work} in the lane after a while, when the room is still loaded. */
  public Timer later(Duration delay, Runnable work) {
    return chat.timers().after(delay, () -> offer(RoomTask.timed(work)));
  }

  /** Reports what nobody expects. */
  public void report(Throwable failure) {
    chat.report(failure);
  }
}
