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
 * Applies changes of connected users and their rooms that other nodes, or the host in the
 * directory, have made. Thread-safe.
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

  /** The users who are loaded from the directory, by ascending id. */
  public List<ConnectedUser> loaded() {
    return connectedUsers.all().stream()
        .filter(user -> user.loader().isDone())
        .sorted(Comparator.comparing(ConnectedUser::id))
        .toList();
  }

  /** Runs {@code work} with a user who is connected here, once the user is loaded. */
  public void whenLoaded(UserId id, Consumer<ConnectedUser> work) {
    connectedUsers.find(id).ifPresent(user -> user.loader().whenDone(() -> work.accept(user)));
  }

  /**
   * Rejects all further commands of a user who was retired on another node, and removes the user
   * from rooms.
   */
  public void retired(UserId id) {
    connectedUsers
        .find(id)
        .ifPresent(
            user -> {
              Set<RoomId> were = user.rooms();
              user.markRetired();
              for (RoomId room : were) {
                rooms.offerIfLoaded(
                    room,
                    RoomTask.quiet(there -> MembershipEnd.apply(there, user, null, () -> {})));
              }
            });
  }

  /**
   * Reads a changed user again, and sends the change to all users who share a room or conversation.
   * The memberships of a user who is not connected are read first, to find those rooms.
   */
  public CompletionStage<Void> reread(UserId id) {
    return chat.directory().users(List.of(id)).thenCompose(users -> reread(users.get(id)));
  }

  private CompletionStage<Void> reread(User profile) {
    if (profile == null) {
      return CompletableFuture.completedFuture(null);
    }
    ConnectedUser user = connectedUsers.hold(profile);
    return user.loader()
        .whenLoaded()
        .thenAccept(rejection -> connectedUsers.changed(user, profile, null))
        .whenComplete((done, failure) -> connectedUsers.release(user));
  }

  /** Announces the removal of a room by another node. */
  public void roomRemoved(RoomId room, boolean isPublic) {
    List<UserId> members =
        connectedUsers.all().stream()
            .filter(user -> user.isMember(room))
            .map(ConnectedUser::id)
            .toList();
    if (isPublic) {
      connectedUsers.publicRoomRemoved(room, members);
    } else {
      connectedUsers.roomRemoved(room, members);
    }
  }
}
