package chat.server.storage.search;

import chat.server.storage.directory.RoomRow;

/**
 * Where a document stands among all: by its time, then by its room and its seq. So the newest stand
 * last, and an index that is made anew has the same order. Stateless.
 */
final class DocumentOrder {
  /** Below the milliseconds, which reach the year 2109. */
  private static final int ORDER_BITS = 21;

  /** Of these the lower ones; a room with more messages in a millisecond has them out of order. */
  private static final int SEQ_BITS = 12;

  private static final int ROOM_BITS = ORDER_BITS - SEQ_BITS;

  private DocumentOrder() {}

  /** The place to try first; when it is taken, the next ones. */
  static long of(long event, long atMillis) {
    long room = RoomRow.roomOf(event) & mask(ROOM_BITS);
    long seq = RoomRow.seqOf(event) & mask(SEQ_BITS);
    return (atMillis << ORDER_BITS) | (room << SEQ_BITS) | seq;
  }

  private static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
