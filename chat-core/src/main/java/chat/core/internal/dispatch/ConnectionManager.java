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

/** Where people come in: makes connections, keeps the house in order, closes it. Thread-safe. */
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
      new AtomicInteger(1); // being open, and each unanswered command
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final CompletionStage<Void> ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Opens a house with these permanent rooms. */
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

  /** Wakes rooms that end when nobody comes: their grace begins again with the house. */
  private void watchEnds(List<RoomRecord> codeRooms) {
    codeRooms.forEach(room -> rooms.offer(room.id(), RoomTask.quiet(awake -> {})));
  }

  /** Completes when the permanent rooms are there. */
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

  /** What the commands of all connections that are not answered yet share. */
  ByteBudget unanswered() {
    return unanswered;
  }

  /** A connection that hears what its user may hear, and whose rooms are not counted by origin. */
  public CommandPipeline connect(User user, Set<Right> rights, Subscriber subscriber) {
    return connect(user, rights, Origin.NONE, subscriber);
  }

  /** A connection that hears what its person may hear. */
  public CommandPipeline connect(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber) {
    Connection connection = listener(user, rights, origin, subscriber, false);
    return new CommandPipeline(this, connection, CommandPipeline.Kind.PRESENT);
  }

  /** A connection for single requests of somebody. */
  public CommandPipeline visit(User user, Set<Right> rights) {
    Connection connection = listener(user, rights, Origin.NONE, batch -> {}, true);
    return new CommandPipeline(this, connection, CommandPipeline.Kind.VISITING);
  }

  /** A connection for single requests of nobody in particular. */
  public CommandPipeline stranger() {
    Connection nobody =
        new Connection(
            ConnectedUser.nobody(chat),
            batch -> {},
            true,
            Set.of(Right.READ),
            Origin.NONE,
            () -> {},
            chat::report);
    return new CommandPipeline(this, nobody, CommandPipeline.Kind.STRANGER);
  }

  private Connection listener(
      User user, Set<Right> rights, Origin origin, Subscriber subscriber, boolean isVisit) {
    ConnectedUser person = rooms.connectedUsers().hold(user);
    return new Connection(
        person,
        subscriber,
        isVisit,
        rights,
        origin,
        () -> rooms.connectedUsers().release(person),
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
        .releaseName(id) // after the above, so that a bot's last message is before it
        .exceptionally(
            failure -> {
              chat.report(failure);
              return null;
            });
  }

  /** Counts a command to be answered; false when the house is closed. */
  boolean ask() {
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

  /** Takes no more commands; completes when those under way are answered, and told to all. */
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
                removed.forEach(id -> rooms.offerIfLoaded(id, RoomTask.quiet(RoomEnd::gone)));
                removed.forEach(id -> rooms.peers().ended(id, false));
              }
              forgetLater();
            });
  }
}
