package chat.core.internal.context;

import chat.core.command.PageSize;
import chat.core.model.RoomView;
import java.time.Duration;

/** The numbers that protocol version 1 fixes. */
public final class ProtocolLimits {
  /** The most entries of a page. */
  public static final int MAX_PAGE = PageSize.MAX;

  /** The entries of a page when nothing else is asked. */
  public static final int DEFAULT_PAGE = PageSize.DEFAULT;

  /**
   * The most bytes of a page, by {@link chat.core.event.RoomEvent#weight} and {@link
   * RoomView#weight}.
   */
  public static final int MAX_PAGE_WEIGHT = 128 * 1024;

  /** The most bytes of a batch, by {@link chat.core.event.RoomEvent#weight}. */
  public static final int MAX_BATCH_WEIGHT = 64 * 1024;

  /** The most people listed in the reply to a join. */
  public static final int MAX_USERS_IN_REPLY = 200;

  /** The most bytes of heap that the tail of one room takes: four of the largest pages. */
  public static final int MAX_TAIL_BYTES = 512 * 1024;

  /** The bytes of heap of a loaded room without its tail, estimated from above. */
  public static final int ROOM_BYTES = 2 * 1024;

  /** The bytes of heap of one connection's presence in one room, estimated from above. */
  public static final int PRESENCE_BYTES = 320;

  /** In so many rooms each connection may be present, whatever all others take. */
  public static final int ROOMS_IN_ANY_CASE = 32;

  /** In no more rooms than this a connection may be present. */
  public static final int MAX_ROOMS_PER_CONNECTION = 1_000;

  /** The most bytes of a connection's unanswered commands. */
  public static final int MAX_UNANSWERED_BYTES_PER_CONNECTION = 512 * 1024;

  /** The most bytes of a room's unanswered commands. */
  public static final int MAX_UNANSWERED_BYTES_PER_ROOM = 4 * 1024 * 1024;

  /** Unanswered commands that a connection may have. */
  public static final int MAX_UNANSWERED_PER_CONNECTION = 512;

  /** Unanswered commands that a room may have; typing is dropped from half of it on. */
  public static final int MAX_UNANSWERED_PER_ROOM = 4_096;

  /** Rooms that a user may belong to, conversations not counted: others can open those. */
  public static final int MAX_ROOMS_OF_USER = 500;

  /** Public rooms that one user may have created. */
  public static final int MAX_PUBLIC_ROOMS_CREATED = 50;

  /** Rooms of any other kind that one user may have created, of each kind. */
  public static final int MAX_ROOMS_CREATED = 500;

  /** With so many connections at most, what a room does is short: some tenths of a millisecond. */
  public static final int SMALL_ROOM = 64;

  /** Above so many present, single comings and goings give way to a count. */
  public static final int MAX_PRESENT_TOLD_SINGLY = 100;

  /** The least time between two counts of those present. */
  public static final Duration PRESENCE_COUNT_EVERY = Duration.ofSeconds(1);

  /** The least time between two lists of new rooms: nobody notices it, and it gathers a flood. */
  public static final Duration ROOMS_ADDED_EVERY = Duration.ofMillis(100);

  /** The least time between two lists of rooms whose number of people changed. */
  public static final Duration ROOM_COUNT_EVERY = Duration.ofSeconds(2);

  /** The least time between two signals that the same user begins to type. */
  public static final Duration TYPING_BEGINS_EVERY = Duration.ofSeconds(1);

  /** Typing ends by itself after this. */
  public static final Duration TYPING_ENDS_AFTER = Duration.ofSeconds(5);

  /** Somebody who keeps on typing is told of again after this. */
  public static final Duration TYPING_TOLD_EVERY = Duration.ofSeconds(2);

  /** Public rooms listed to somebody who enters. */
  public static final int ROOMS_ON_ENTERING = 100;

  /** Rooms of one's own that are read for the first page: more of them never fit into it. */
  public static final int OWN_ROOMS_ON_ENTERING = MAX_PAGE_WEIGHT / RoomView.WEIGHT;

  private ProtocolLimits() {}
}
