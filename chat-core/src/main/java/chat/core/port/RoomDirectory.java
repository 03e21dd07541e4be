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
 * The rooms there are. A room that is added has an empty log; its members, read markers and invites
 * are removed with it. The numbered rules of {@link Directory} hold. Thread-safe.
 */
public interface RoomDirectory {
  /** What became of a room to be added. */
  enum Addition {
    /** It is there now. */
    ADDED,
    /** A room with its id exists. */
    ID_TAKEN,
    /** A public room with its name exists, or one whose name looks the same. */
    NAME_TAKEN,
    /** A room has or had its code. */
    CODE_TAKEN,
    /** Its author has created as many rooms of its kind as one user may. */
    TOO_MANY,
    /** A first member belongs to as many rooms as one user may. */
    MEMBER_OF_TOO_MANY,
    /** As many public rooms of its origin exist as may. */
    TOO_MANY_OF_ORIGIN
  }

  /** Adds a room, with {@code members} (mark 0), without bounds. */
  default CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members) {
    return addRoom(room, members, RoomBounds.NONE);
  }

  /** Adds a room, with {@code members} (mark 0), unless that exceeds {@code bounds}. */
  CompletionStage<Addition> addRoom(RoomRecord room, Collection<UserId> members, RoomBounds bounds);

  /** The existing ones of {@code ids}. */
  CompletionStage<Map<RoomId, RoomRecord>> rooms(Collection<RoomId> ids);

  /** The room that {@code code}, exactly so, admits to. */
  CompletionStage<Optional<RoomRecord>> roomWithCode(String code);

  /**
   * Public rooms by ascending id.
   *
   * @param after where to go on, exclusive
   * @param limit at most so many, at least 1
   */
  CompletionStage<List<RoomRecord>> publicRooms(Optional<RoomId> after, int limit);

  /** The permanent rooms, by ascending id. */
  CompletionStage<List<RoomRecord>> permanentRooms();

  /**
   * All rooms that are joined with a code, by ascending id: their end is watched from the start.
   */
  CompletionStage<List<RoomRecord>> codeRooms();

  /**
   * Removes a room.
   *
   * @return who was a member, ascending
   */
  CompletionStage<List<UserId>> removeRoom(RoomId room);
}
