package chat.core.internal.file;

import java.io.IOException;

/**
 * The header of a box of an ISO base media file (ISO/IEC 14496-12, section 4.2). Reused for one box
 * after the other. Confined to one walk.
 */
public final class Box {
  private static final int SMALL_HEADER_BYTES = 8;
  private static final int LARGE_HEADER_BYTES = 16;

  private final Bytes in;
  private long start;
  private long body;
  private long end;

  public Box(Bytes in) {
    this.in = in;
  }

  /**
   * Reads the header at {@code at}.
   *
   * @param limit where the box around it ends
   * @throws Malformed if the box does not lie before {@code limit}
   */
  public void read(long at, long limit) throws Malformed, IOException {
    start = at;
    body = at + SMALL_HEADER_BYTES;
    long length = in.u32(at);
    if (length == 0 && limit == in.size()) {
      length = limit - at; // to the end of the file
    } else if (length == 1) {
      length = in.u63(at + SMALL_HEADER_BYTES);
      body = at + LARGE_HEADER_BYTES;
    }
    if (length < body - at || length > limit - at) {
      throw new Malformed("a box is too long or too short");
    }
    end = at + length;
  }

  /** Whether another box may begin at {@code at}: up to 7 bytes may be left over. */
  public static boolean fits(long at, long limit) {
    return limit - at >= SMALL_HEADER_BYTES;
  }

  public boolean is(String type) throws Malformed, IOException {
    return in.is(start + 4, type);
  }

  /** Whether it is of one of these types, of four characters each, separated by spaces. */
  public boolean isOneOf(String types) throws Malformed, IOException {
    for (int i = 0; i < types.length(); i += 5) {
      if (in.u8(start + 4) == types.charAt(i)
          && in.u8(start + 5) == types.charAt(i + 1)
          && in.u8(start + 6) == types.charAt(i + 2)
          && in.u8(start + 7) == types.charAt(i + 3)) {
        return true;
      }
    }
    return false;
  }

  /** Where its header begins. */
  public long start() {
    return start;
  }

  /** Where its content begins. */
  public long body() {
    return body;
  }

  /** Where the next box begins. */
  public long end() {
    return end;
  }
}
