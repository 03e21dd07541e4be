package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;

/** The end of a membership of a loaded room. Belongs to the lane of the room. Stateless. */
public final class MembershipEnd {
  private MembershipEnd() {}

  /**
   * Takes out a user whose membership has ended in the store.
   *
   * @param except the connection that is answered; null for none
   * @param answer answers it
   */
  public static void apply(Room room, ConnectedUser person, Connection except, Runnable answer) {
    person.left(room.id());
    room.typing()
        .stopped(person.user())
        .ifPresent(signal -> room.broadcaster().tell(signal, person.id()));
    boolean wasPresent = room.roster().has(person.id());
    room.roster().remove(person.id()).forEach(connection -> connection.left(room.id()));
    answer.run();
    person.tell(new Signal.LeftElsewhere(room.id()), except);
    if (wasPresent) {
      room.presence().went(person.user());
    }
  }
}
