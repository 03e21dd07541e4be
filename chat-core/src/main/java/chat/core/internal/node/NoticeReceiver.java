package chat.core.internal.node;

import chat.core.bound.ByteBudget;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.internal.context.ChatContext;
import chat.core.internal.room.CatchUp;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.PresenceRegistry;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomEnd;
import chat.core.internal.room.RoomRegistry;
import chat.core.internal.room.RoomTask;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Dispatches the notices of other nodes to the rooms and users that they concern. Events that do
 * not fit into the memory for waiting notices are dropped and read from the log instead.
 * Thread-safe.
 */
public final class NoticeReceiver implements Backplane.Receiver, Notice.Visitor<Void> {
  /**
   * Notices that wait for the lane of a room may take one part in this many of the core's memory.
   */
  private static final int PART_OF_MEMORY = 64;

  private final RoomRegistry rooms;
  private final PresenceRegistry connectedUsers;
  private final ChatContext chat;
  private final Healing healing;
  private final ByteBudget waiting;
  private final Set<RoomId> toRead = ConcurrentHashMap.newKeySet();

  public NoticeReceiver(RoomRegistry rooms, Healing healing) {
    this.rooms = rooms;
    this.connectedUsers = rooms.connectedUsers();
    this.chat = rooms.chat();
    this.healing = healing;
    this.waiting = new ByteBudget(chat.settings().memory() / PART_OF_MEMORY);
  }

  @Override
  public void receive(Topic topic, Notice notice) {
    try {
      notice.accept(this);
    } catch (RuntimeException e) {
      chat.report(e);
    }
  }

  @Override
  public void lost() {
    healing.now();
  }

  @Override
  public Void stored(Notice.StoredEvents notice) {
    Optional<Conversation> conversation = Conversation.of(notice.room());
    if (conversation.isEmpty()) {
      rooms.offerIfLoaded(notice.room(), storedTask(notice));
      return null;
    }
    for (UserId id : conversation.get().people()) {
      connectedUsers
          .remote()
          .whenLoaded(id, user -> rooms.offer(notice.room(), storedTask(notice)));
    }
    return null;
  }

  private RoomTask storedTask(Notice.StoredEvents notice) {
    int weight = notice.weight();
    if (waiting.tryTake(weight)) {
      return new Quiet(
          room -> {
            waiting.give(weight);
            take(room, notice);
          },
          () -> waiting.give(weight));
    }
    RoomId id = notice.room();
    if (!toRead.add(id)) {
      return new Quiet(room -> {}, () -> {}); // a task that reads the log is already waiting
    }
    return new Quiet(
        room -> {
          toRead.remove(id);
          room.catchUp().refresh(known -> {});
        },
        () -> toRead.remove(id));
  }

  private static void take(Room room, Notice.StoredEvents notice) {
    if (room.conversation().isPresent()) {
      room.broadcaster().showToMissing();
    }
    room.appends().remote().take(notice);
  }

  @Override
  public Void typing(Notice.TypingChanged notice) {
    RoomTask task =
        RoomTask.quiet(
            room ->
                room.typing()
                    .set(notice.user(), notice.typing())
                    .ifPresent(signal -> room.broadcaster().broadcast(signal, notice.user().id())));
    Optional<Conversation> conversation = Conversation.of(notice.room());
    if (conversation.isEmpty()) {
      rooms.offerIfLoaded(notice.room(), task);
    } else {
      connectedUsers
          .remote()
          .whenLoaded(
              conversation.get().other(notice.user().id()),
              user -> rooms.offer(notice.room(), task));
    }
    return null;
  }

  @Override
  public Void marked(Notice.ReadMarked notice) {
    connectedUsers
        .remote()
        .whenLoaded(
            notice.user(),
            user ->
                rooms.offer(
                    notice.room(),
                    RoomTask.quiet(room -> MembershipCheck.marked(room, user, notice.marker()))));
    return null;
  }

  @Override
  public Void membership(Notice.MembershipChanged notice) {
    connectedUsers
        .remote()
        .whenLoaded(
            notice.user(),
            user ->
                rooms.offer(
                    notice.room(), new MembershipCheck.Both(connectedUsers, user, notice.room())));
    return null;
  }

  @Override
  public Void user(Notice.UserChanged notice) {
    connectedUsers.remote().reread(notice.user()).exceptionally(this::reported);
    return null;
  }

  @Override
  public Void retired(Notice.UserRetired notice) {
    connectedUsers.remote().retired(notice.user());
    return null;
  }

  @Override
  public Void listed(Notice.RoomListed notice) {
    rooms.offerIfLoaded(notice.room(), RoomTask.quiet(CatchUp::noteFloor));
    connectedUsers.roomChanged(notice.room());
    return null;
  }

  @Override
  public Void ended(Notice.RoomEnded notice) {
    chat.directory()
        .rooms(Set.of(notice.room()))
        .thenAccept(
            found -> {
              if (found.isEmpty()) {
                removed(notice);
              } else {
                rooms.offerIfLoaded( // it may be a new room with the same id
                    notice.room(), RoomTask.quiet(room -> room.catchUp().refresh(known -> {})));
              }
            })
        .exceptionally(this::reported);
    return null;
  }

  private void removed(Notice.RoomEnded notice) {
    Runnable announce = () -> connectedUsers.remote().roomRemoved(notice.room(), notice.isPublic());
    if (rooms.find(notice.room()).isPresent()) {
      rooms.offer(notice.room(), new Quiet(RoomEnd::removedElsewhere, announce));
    } else {
      announce.run();
    }
  }

  @Override
  public Void reset(Notice.Reset notice) {
    healing.now();
    return null;
  }

  private Void reported(Throwable failure) {
    chat.report(failure);
    return null;
  }

  /**
   * A task without a request, which also runs in a conversation that does not exist yet.
   *
   * @param absent runs instead when the room does not exist or cannot be read
   */
  private record Quiet(Consumer<Room> work, Runnable absent) implements RoomTask {
    @Override
    public void run(Room room) {
      work.accept(room);
    }

    @Override
    public void reject(Outcome.Refused<Reply> why) {
      absent.run();
    }

    @Override
    public boolean opens() {
      return true;
    }
  }
}
