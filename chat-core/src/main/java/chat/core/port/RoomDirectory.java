package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The rooms of a chat. A new room has an empty log; its members, read markers and invites are
 * removed with it. The numbered rules of {@link Directory} apply. Thread-safe.
 */
public interface RoomDirectory {
  /** The result of adding a room. */
  enum Addition {
    /** The room was added. */
    ADDED,
    /** A room with this id exists. */
    ID_TAKEN,
    /** A public room with this name, or one that looks the same, exists. */
    NAME_TAKEN,
    /** A room has or had this code. */
    CODE_TAKEN,
    /** The author has created the maximum number of rooms of this kind. */
    TOO_MANY,
    /** A first member belongs to the maximum number of rooms. */
    MEMBER_OF_TOO_MANY,
    /** The maximum number of public rooms of this origin exist. */
    TOO_MANY_OF_ORIGIN
  }

  /** Adds a room with {@code members} (read marker 0), without limits. */
  default CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members) {
    return addRoom(room, members, RoomBounds.NONE);
  }

  /** Adds a room with {@code members} (read marker 0), unless that exceeds {@code bounds}. */
  CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members, RoomBounds bounds);

  /** The records of those of {@code ids} that exist. */
  CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids);

  /** The existing room with exactly this {@code code}. */
  CompletionStage<Optional<RoomRecord>> roomWithCode(String code);

  /**
   * Public rooms by ascending id.
   *
   * @param after the last room of the previous page; empty for the first page
   * @param limit maximum number of rooms, at least 1
   */
  CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit);

  /** The permanent rooms, by ascending id. */
  CompletionStage<List<RoomRecord>> permanentRooms();

  /** All code rooms, by ascending id. Their expiry is watched from the start of the chat. */
  CompletionStage<List<RoomRecord>> codeRooms();

  /**
   * Removes a room.
   *
   * @return the former members, by ascending id
   */
  CompletionStage<List<UserId>> removeRoom(RoomId room);
}
