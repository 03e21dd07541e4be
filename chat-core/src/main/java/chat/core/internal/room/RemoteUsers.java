package chat.core.internal.room;

import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.context.ChatContext;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Takes over what other nodes, or the host in the directory, have changed of users who are
 * connected here and of their rooms. Thread-safe.
 */
public final class RemoteUsers {
  private final ChatContext chat;
  private final RoomRegistry rooms;
  private final PresenceRegistry connectedUsers;

  RemoteUsers(ChatContext chat, RoomRegistry rooms, PresenceRegistry connectedUsers) {
    this.chat = chat;
    this.rooms = rooms;
    this.connectedUsers = connectedUsers;
  }

  /** Those who are read from the directory, by ascending id. */
  public List<ConnectedUser> loaded() {
    return connectedUsers.all().stream()
        .filter(person -> person.loader().isDone())
        .sorted(Comparator.comparing(ConnectedUser::id))
        .toList();
  }

  /** Does {@code work} with a user who is connected here, once the user is read. */
  public void whenLoaded(UserId id, Consumer<ConnectedUser> work) {
    connectedUsers
        .find(id)
        .ifPresent(person -> person.loader().whenDone(() -> work.accept(person)));
  }

  /** Refuses all that a user asks for who was retired on another node, and takes the user out. */
  public void retired(UserId id) {
    connectedUsers
        .find(id)
        .ifPresent(
            person -> {
              Set<RoomId> were = person.rooms();
              person.goneForGood();
              for (RoomId room : were) {
                rooms.offerIfLoaded(
                    room,
                    RoomTask.quiet(there -> MembershipEnd.apply(there, person, null, () -> {})));
              }
            });
  }

  /**
   * Reads a user again whom the store has changed, and tells who shares a room or a conversation.
   * Somebody who is not connected is read first, for it is their rooms that are told.
   */
  public CompletionStage<Void> reread(UserId id) {
    return chat.directory().users(List.of(id)).thenCompose(users -> reread(users.get(id)));
  }

  private CompletionStage<Void> reread(User user) {
    if (user == null) {
      return CompletableFuture.completedFuture(null);
    }
    ConnectedUser person = connectedUsers.hold(user);
    return person
        .loader()
        .whenLoaded()
        .thenAccept(refused -> connectedUsers.changed(person, user, null))
        .whenComplete((told, failure) -> connectedUsers.release(person));
  }

  /** Tells of a room that another node has removed. */
  public void roomGone(RoomId room, boolean isPublic) {
    List<UserId> members =
        connectedUsers.all().stream()
            .filter(person -> person.isMember(room))
            .map(ConnectedUser::id)
            .toList();
    if (isPublic) {
      connectedUsers.publicRoomRemoved(room, members);
    } else {
      connectedUsers.roomRemoved(room, members);
    }
  }
}
