package chat.core.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An invitation to a private room, as it may be shown. Who has the secret that belongs to it may
 * join. Immutable.
 *
 * @param id which invitation of its room, for revoking it
 * @param room where to
 * @param author who invites
 * @param at since when
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
