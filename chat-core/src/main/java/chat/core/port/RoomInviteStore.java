package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The invites to rooms, with hashes of their secrets. The numbered rules of {@link Directory}
 * apply. Thread-safe.
 */
public interface RoomInviteStore {
  /**
   * Adds an invite to a room, which must exist.
   *
   * @param hash the hash of its secret
   */
  CompletionStage<Void> addInvite(RoomInvite invite, String hash);

  /** The valid invite with the {@code hash} of its secret. */
  CompletionStage<Optional<RoomInvite>> invite(String hash);

  /** The valid invites to a room, the latest first. */
  CompletionStage<List<RoomInvite>> invites(RoomId room);

  /** Removes an invite; does nothing when it does not exist. */
  CompletionStage<Void> removeInvite(RoomId room, String invite);
}
