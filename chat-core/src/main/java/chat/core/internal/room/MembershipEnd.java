package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;

/** Ends a membership of a loaded room. Must be called in the lane of the room. Stateless. */
public final class MembershipEnd {
  private MembershipEnd() {}

  /**
   * Removes a user whose membership has ended in the store.
   *
   * @param except the connection that gets the reply; null for none
   * @param answer sends the reply
   */
  public static void apply(Room room, ConnectedUser user, Connection except, Runnable answer) {
    user.left(room.id());
    room.typing()
        .stopped(user.profile())
        .ifPresent(signal -> room.broadcaster().broadcast(signal, user.id()));
    boolean wasPresent = room.roster().has(user.id());
    room.roster().remove(user.id()).forEach(connection -> connection.left(room.id()));
    answer.run();
    user.send(new Signal.LeftElsewhere(room.id()), except);
    if (wasPresent) {
      room.presence().left(user.profile());
    }
  }
}
