package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/** Recognizes text. Stateless. */
final class PlainText {
  /** As many bytes as are looked at: the type of an attachment need not be certain. */
  private static final int SAMPLE_BYTES = 4096;

  private PlainText() {}

  /** Whether the file begins like UTF-8 without control characters. False if it is empty. */
  static boolean isBeginOf(Bytes in) throws Malformed, IOException {
    long end = Math.min(in.size(), SAMPLE_BYTES);
    int following = 0;
    for (long at = 0; at < end; at++) {
      int each = in.u8(at);
      if (following > 0) {
        if (each >> 6 != 0b10) {
          return false;
        }
        following--;
      } else if (each >= 0x80) {
        following = followingBytes(each);
        if (following == 0) {
          return false;
        }
      } else if (isControl(each)) {
        return false;
      }
    }
    return end > 0;
  }

  /** How many bytes follow the first one of a character (RFC 3629); 0 if it is none. */
  private static int followingBytes(int first) {
    if (first >= 0xC2 && first <= 0xDF) {
      return 1;
    } else if (first >= 0xE0 && first <= 0xEF) {
      return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
  }

  private static boolean isControl(int each) {
    return each == 0x7F || (each < 0x20 && each != '\t' && each != '\n' && each != '\r');
  }
}
