package chat.core.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An invite to a private room, without its secret, which gives access to the room. Immutable.
 *
 * @param id the id of the invite within its room
 * @param room the room
 * @param author the user who created it
 * @param at when it was created
 */
public record RoomInvite(String id, RoomId room, UserId author, Instant at) {
  /** Rejects null. */
  public RoomInvite {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
  }
}
