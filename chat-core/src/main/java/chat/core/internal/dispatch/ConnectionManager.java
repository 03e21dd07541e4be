package chat.core.internal.dispatch;

import chat.core.bound.ByteBudget;
import chat.core.bound.CoreShare;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.PublicRooms;
import chat.core.internal.node.Healing;
import chat.core.internal.node.NoticeReceiver;
import chat.core.internal.room.RoomEnd;
import chat.core.internal.room.RoomRegistry;
import chat.core.internal.room.RoomTask;
import chat.core.model.Origin;
import chat.core.model.Right;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens connections, starts and closes the chat, and removes expired guests every hour.
 * Thread-safe.
 */
public final class ConnectionManager {
  private static final Duration FORGETS_EVERY = Duration.ofHours(1);

  private final ChatContext chat;
  private final RoomRegistry rooms;
  private final Healing healing;
  private final CommandRegistry commands = CommandRegistry.standard();
  private final ByteBudget unanswered;
  private final PublicRooms publicRooms;
  private final CompletionStage<Void> ready;
  private final AtomicInteger uses =
      new AtomicInteger(1); // one for being open, one for each unanswered command
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CompletionStage<Void> ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Starts a chat with these permanent rooms. */
  public ConnectionManager(ChatContext chat, List<RoomRecord> permanent) {
    this.chat = chat;
    this.rooms = new RoomRegistry(chat);
    this.healing = new Healing(rooms);
    if (rooms.peers().exist()) {
      chat.backplane().start(new NoticeReceiver(rooms, healing));
      healing.start();
    }
    this.unanswered = CoreShare.UNANSWERED_COMMANDS.of(chat.settings().memory());
    this.publicRooms = new PublicRooms(chat);
    this.ended = drained.thenCompose(answered -> rooms.settle());
    CompletionStage<Void> added = CompletableFuture.completedFuture(null);
    for (RoomRecord room : permanent) {
      added =
          added.thenCompose(
              before -> chat.directory().addRoom(room, List.of()).thenApply(addition -> null));
    }
    this.ready =
        added
            .thenCompose(done -> publicRooms.load())
            .thenCompose(done -> chat.directory().codeRooms())
            .thenAccept(this::watchEnds);
    forgetLater();
  }

  /** Loads the code rooms, so that their grace period starts anew when the chat starts. */
  private void watchEnds(List<RoomRecord> codeRooms) {
    codeRooms.forEach(room -> rooms.offer(room.id(), RoomTask.quiet(awake -> {})));
  }

  /** Completes when the permanent rooms exist. */
  public CompletionStage<Void> ready() {
    return ready;
  }

  public RoomRegistry rooms() {
    return rooms;
  }

  CommandRegistry commands() {
    return commands;
  }

  PublicRooms publicRooms() {
    return publicRooms;
  }

  ChatContext chat() {
    return chat;
  }

  /** The memory that the unanswered commands of all connections share. */
  ByteBudget unanswered() {
    return unanswered;
  }

  /** Opens a connection whose public rooms are not counted by origin. */
  public CommandPipeline connect(User user, Set<Right> rights, Subscriber subscriber) {
    return connect(user, rights, Origin.NONE, subscriber);
  }

  /** Opens a connection that receives events. */
  public CommandPipeline connect(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber) {
    Connection connection = open(user, rights, origin, subscriber, false);
    return new CommandPipeline(this, connection, CommandPipeline.Kind.PRESENT);
  }

  /** Opens a connection for single requests of a user. */
  public CommandPipeline visit(User user, Set<Right> rights) {
    Connection connection = open(user, rights, Origin.NONE, batch -> {}, true);
    return new CommandPipeline(this, connection, CommandPipeline.Kind.VISITING);
  }

  /** Opens a connection for single requests without an identity. */
  public CommandPipeline anonymous() {
    Connection connection =
        new Connection(
            ConnectedUser.anonymous(chat),
            batch -> {},
            true,
            Set.of(Right.READ),
            Origin.NONE,
            () -> {},
            chat::report);
    return new CommandPipeline(this, connection, CommandPipeline.Kind.ANONYMOUS);
  }

  private Connection open(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber, boolean isVisit) {
    ConnectedUser connected = rooms.connectedUsers().hold(user);
    return new Connection(
        connected,
        subscriber,
        isVisit,
        rights,
        origin,
        () -> rooms.connectedUsers().release(connected),
        chat::report);
  }

  /** See {@link chat.core.Chat#changed}. */
  public CompletionStage<Void> changed(UserId id) {
    rooms.peers().changed(id);
    return rooms.connectedUsers().remote().reread(id);
  }

  /** See {@link chat.core.Chat#retired}. */
  public CompletionStage<Void> retired(UserId id) {
    rooms.connectedUsers().retired(id);
    rooms.peers().retired(id);
    return chat.directory()
        .releaseName(id) // last, so that it follows the last message of a bot
        .exceptionally(
            failure -> {
              chat.report(failure);
              return null;
            });
  }

  /** Counts an unanswered command; returns false when the chat is closed. */
  boolean tryBegin() {
    uses.incrementAndGet();
    if (closed.get()) {
      answered();
      return false;
    }
    return true;
  }

  void answered() {
    if (uses.decrementAndGet() == 0) {
      drained.complete(null);
    }
  }

  /**
   * Rejects new commands; completes when the pending ones are answered and their events broadcast.
   */
  public CompletionStage<Void> close() {
    if (closed.compareAndSet(false, true)) {
      healing.stop();
      answered();
    }
    return ended;
  }

  private void forgetLater() {
    chat.timers().after(FORGETS_EVERY, this::forget);
  }

  private void forget() {
    if (closed.get()) {
      return;
    }
    List<UserId> online = new ArrayList<>(rooms.connectedUsers().online());
    chat.directory()
        .seen(online, chat.now())
        .thenCompose(
            seen ->
                chat.directory().forgetGuests(chat.now().minus(chat.settings().guestRetention())))
        .whenComplete(
            (removed, failure) -> {
              if (failure != null) {
                chat.report(failure);
              } else {
                removed.forEach(id -> rooms.offerIfLoaded(id, RoomTask.quiet(RoomEnd::removed)));
                removed.forEach(id -> rooms.peers().ended(id, false));
              }
              forgetLater();
            });
  }
}
