package chat.server.storage.search;

import chat.server.storage.directory.RoomRow;

/**
 * Computes the place of a document in the order of all: by time, then by room and seq. The newest
 * come last, and a rebuilt index has the same order. Stateless.
 */
final class DocumentOrder {
  /** The bits below the milliseconds, which suffice until the year 2109. */
  private static final int ORDER_BITS = 21;

  /**
   * The lower part of them; messages of one room beyond 4,096 in a millisecond are out of order.
   */
  private static final int SEQ_BITS = 12;

  private static final int ROOM_BITS = ORDER_BITS - SEQ_BITS;

  private DocumentOrder() {}

  /** The place to try first; if it is taken, the following ones are next. */
  static long of(long event, long atMillis) {
    long room = RoomRow.roomOf(event) & mask(ROOM_BITS);
    long seq = RoomRow.seqOf(event) & mask(SEQ_BITS);
    return (atMillis << ORDER_BITS) | (room << SEQ_BITS) | seq;
  }

  private static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
