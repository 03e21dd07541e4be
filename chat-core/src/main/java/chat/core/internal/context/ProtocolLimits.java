package chat.core.internal.context;

import chat.core.command.PageSize;
import chat.core.model.RoomView;
import java.time.Duration;

/** Limits that protocol version 1 fixes, and bounds of memory that follow from them. */
public final class ProtocolLimits {
  /** Maximum number of entries of a page. */
  public static final int MAX_PAGE = PageSize.MAX;

  /** Number of entries of a page when the command gives no limit. */
  public static final int DEFAULT_PAGE = PageSize.DEFAULT;

  /**
   * Maximum size of a page in bytes, by {@link chat.core.event.RoomEvent#weight} and {@link
   * RoomView#weight}.
   */
  public static final int MAX_PAGE_WEIGHT = 128 * 1024;

  /** Maximum size of a batch in bytes, by {@link chat.core.event.RoomEvent#weight}. */
  public static final int MAX_BATCH_WEIGHT = 64 * 1024;

  /** Maximum number of users listed in the reply to a join. */
  public static final int MAX_USERS_IN_REPLY = 200;

  /** Maximum bytes of heap of the tail of one room: four of the largest pages. */
  public static final int MAX_TAIL_BYTES = 512 * 1024;

  /** Upper estimate of the bytes of heap of a loaded room without its tail. */
  public static final int ROOM_BYTES = 2 * 1024;

  /** Upper estimate of the bytes of heap of the presence of one connection in one room. */
  public static final int PRESENCE_BYTES = 320;

  /**
   * Number of rooms in which a connection may be present even when the shared budget is used up.
   */
  public static final int ROOMS_IN_ANY_CASE = 32;

  /** Maximum number of rooms in which a connection may be present. */
  public static final int MAX_ROOMS_PER_CONNECTION = 1_000;

  /** Maximum bytes of the unanswered commands of a connection. */
  public static final int MAX_UNANSWERED_BYTES_PER_CONNECTION = 512 * 1024;

  /** Maximum bytes of the unanswered commands of a room. */
  public static final int MAX_UNANSWERED_BYTES_PER_ROOM = 4 * 1024 * 1024;

  /** Maximum number of unanswered commands of a connection. */
  public static final int MAX_UNANSWERED_PER_CONNECTION = 512;

  /**
   * Maximum number of unanswered commands of a room; from half of it on, typing commands are
   * dropped.
   */
  public static final int MAX_UNANSWERED_PER_ROOM = 4_096;

  /**
   * Maximum number of rooms of a user, without direct conversations, which other users can open.
   */
  public static final int MAX_ROOMS_OF_USER = 500;

  /** Maximum number of public rooms created by one user. */
  public static final int MAX_PUBLIC_ROOMS_CREATED = 50;

  /** Maximum number of rooms of each other kind created by one user. */
  public static final int MAX_ROOMS_CREATED = 500;

  /** Up to this number of connections, a task of a room is short: some tenths of a millisecond. */
  public static final int SMALL_ROOM = 64;

  /**
   * Above this number of users present, joins and leaves are not announced one by one; a count is
   * sent instead.
   */
  public static final int MAX_PRESENT_ANNOUNCED_SINGLY = 100;

  /** Minimum time between two counts of the users present. */
  public static final Duration PRESENCE_COUNT_EVERY = Duration.ofSeconds(1);

  /**
   * Minimum time between two lists of new rooms: too short to be noticed, and it coalesces a flood.
   */
  public static final Duration ROOMS_ADDED_EVERY = Duration.ofMillis(100);

  /** Minimum time between two lists of rooms whose number of users has changed. */
  public static final Duration ROOM_COUNT_EVERY = Duration.ofSeconds(2);

  /** Minimum time between two signals that the same user begins to type. */
  public static final Duration TYPING_BEGINS_EVERY = Duration.ofSeconds(1);

  /** Time after which typing ends unless the client renews it. */
  public static final Duration TYPING_ENDS_AFTER = Duration.ofSeconds(5);

  /** Interval at which a signal is repeated while a user keeps typing. */
  public static final Duration TYPING_REPEATED_EVERY = Duration.ofSeconds(2);

  /** Maximum number of public rooms in the reply to {@code hello}, besides the permanent ones. */
  public static final int PUBLIC_ROOMS_IN_HELLO = 100;

  /**
   * Maximum number of the user's own rooms that are read for the first page: more never fit into
   * it.
   */
  public static final int OWN_ROOMS_IN_HELLO = MAX_PAGE_WEIGHT / RoomView.WEIGHT;

  private ProtocolLimits() {}
}
