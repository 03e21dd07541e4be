package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/**
 * Recognizes MP3 (ISO/IEC 11172-3, layer III) and AAC in ADTS frames (ISO/IEC 13818-7), with or
 * without an ID3 tag before. Their sync words are short, so two frames in a row are required, or
 * one that ends with the file. Stateless.
 */
final class AudioFrames {
  private static final int ID3_HEADER_BYTES = 10;
  private static final int[] KBITS_MPEG_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBITS_MPEG_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] HERTZ = {44_100, 48_000, 32_000};

  private AudioFrames() {}

  static ContentType typeOf(Bytes in) throws Malformed, IOException {
    long start = in.is(0, "ID3") ? afterTag(in) : 0;
    if (start > 0 && in.is(start, "fLaC")) {
      return ContentType.FLAC;
    }
    if (follows(in, start, mp3Length(in, start))) {
      return ContentType.MP3;
    }
    return follows(in, start, adtsLength(in, start)) ? ContentType.AAC : ContentType.UNKNOWN;
  }

  /** Whether after a frame of {@code length} bytes another one of its kind follows, or the end. */
  private static boolean follows(Bytes in, long at, long length) throws Malformed, IOException {
    if (length == 0) {
      return false;
    }
    long next = at + length;
    return next == in.size()
        || (in.size() - next >= 8
            && (in.u16(at) & 0xFFFE) == (in.u16(next) & 0xFFFE)
            && mp3Length(in, next) + adtsLength(in, next) > 0);
  }

  /** Where the tag ends: ID3v2.4, section 3.1. */
  private static long afterTag(Bytes in) throws Malformed, IOException {
    long length = 0;
    for (int i = 6; i < ID3_HEADER_BYTES; i++) {
      length = length << 7 | (in.u8(i) & 0x7F);
    }
    boolean footer = (in.u8(5) & 0x10) != 0;
    return ID3_HEADER_BYTES + length + (footer ? ID3_HEADER_BYTES : 0);
  }

  /** Bytes of the MP3 frame; 0 if none is there. */
  private static long mp3Length(Bytes in, long at) throws Malformed, IOException {
    if (in.size() - at < 4 || (in.u16(at) & 0xFFE6) != 0xFFE2) {
      return 0;
    }
    int version = in.u8(at + 1) >> 3 & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
    int bitrate = in.u8(at + 2) >> 4;
    int frequency = in.u8(at + 2) >> 2 & 3;
    if (version == 1 || bitrate == 0 || bitrate == 15 || frequency == 3) {
      return 0;
    }
    int kbits = (version == 3 ? KBITS_MPEG_1 : KBITS_MPEG_2)[bitrate];
    int hertz = HERTZ[frequency] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int padding = in.u8(at + 2) >> 1 & 1;
    return (version == 3 ? 144_000L : 72_000L) * kbits / hertz + padding;
  }

  /** Bytes of the ADTS frame; 0 if none is there. */
  private static long adtsLength(Bytes in, long at) throws Malformed, IOException {
    if (in.size() - at < 7 || (in.u16(at) & 0xFFF6) != 0xFFF0 || (in.u8(at + 2) >> 2 & 15) > 12) {
      return 0;
    }
    int length = (in.u8(at + 3) & 3) << 11 | in.u8(at + 4) << 3 | in.u8(at + 5) >> 5;
    return length > 7 ? length : 0;
  }
}
