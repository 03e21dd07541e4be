package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The invites to rooms, of whose secrets hashes are kept. The numbered rules of {@link Directory}
 * hold. Thread-safe.
 */
public interface RoomInviteStore {
  /**
   * Adds an invitation to a room, which must exist.
   *
   * @param hash what is kept of its secret
   */
  CompletionStage<Void> addInvite(RoomInvite invite, String hash);

  /** The invitation to whose secret {@code hash} belongs, while it is in force. */
  CompletionStage<Optional<RoomInvite>> invite(String hash);

  /** The invitations to a room that are in force, the latest first. */
  CompletionStage<List<RoomInvite>> invites(RoomId room);

  /** Ends an invitation; nothing when it is in force no more. */
  CompletionStage<Void> removeInvite(RoomId room, String invite);
}
