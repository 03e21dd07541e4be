package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/**
 * JPEG, by ISO/IEC 10918-1: markers in annex B.1.1.3, frame header in B.2.2. The APP segments are
 * defined elsewhere: JFIF in ISO/IEC 10918-5, Exif in CIPA DC-008, ICC profiles in ICC.1 annex B.4,
 * Adobe's colour transform in ISO/IEC 10918-6. Confined to one walk.
 */
final class JpegWalk {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;

  /** Tables, by the codes of their markers: DHT, DAC, DQT, DNL and DRI. */
  private static final String TABLES = "\u00c4\u00cc\u00db\u00dc\u00dd";

  /** Frames that viewers decode: baseline, extended and progressive, Huffman or arithmetic. */
  private static final String FRAMES = "\u00c0\u00c1\u00c2\u00c9\u00ca";

  /** Bytes of a whole JFIF segment without a thumbnail, up to its thumbnail's size. */
  private static final int JFIF_BYTES = 18;

  private static final int ADOBE_BYTES = 14;

  private final Bytes in;
  private final Output out;
  private final Findings findings;
  private boolean frame;
  private boolean scan;
  private boolean exif;

  JpegWalk(Bytes in, Output out, Findings findings) {
    this.in = in;
    this.out = out;
    this.findings = findings;
  }

  void run() throws Malformed, IOException {
    if (in.u8(1) != SOI) {
      throw new Malformed("no SOI");
    }
    out.keep(0, 2);
    long at = 2;
    while (true) {
      if (in.u8(at) != 0xFF) {
        throw new Malformed("no marker");
      }
      int code = in.u8(at + 1);
      if (code == EOI) {
        break;
      }
      at = code == 0xFF ? at + 1 : segment(code, at); // fill bytes are dropped
    }
    if (!scan) {
      throw new Malformed("no scan");
    }
    out.keep(at, 2);
  }

  /** Takes the segment with the marker at {@code at}, and returns where the next one begins. */
  private long segment(int code, long at) throws Malformed, IOException {
    int length = in.u16(at + 2);
    long end = at + 2 + length;
    if (length < 2 || end > in.size()) {
      throw new Malformed("a segment is too long");
    }
    if (code >= APP0 && code <= APP15) {
      application(code, at, end);
    } else if (FRAMES.indexOf(code) >= 0) {
      frame(at, length);
      out.keep(at, end - at);
    } else if (code == SOS) {
      if (!frame) {
        throw new Malformed("a scan without a frame");
      }
      scan = true;
      end = endOfScan(end);
      out.keep(at, end - at);
    } else if (TABLES.indexOf(code) >= 0) {
      out.keep(at, end - at);
    } else if (code != COM) {
      throw new Malformed("a marker that viewers do not know");
    }
    return end;
  }

  private void frame(long at, int length) throws Malformed, IOException {
    if (frame || length < 8 || length != 8 + 3 * in.u8(at + 9)) {
      throw new Malformed("a wrong frame");
    }
    frame = true;
    findings.picture(in.u16(at + 7), in.u16(at + 5));
  }

  /** Where the entropy-coded data ends: at a marker that is neither stuffing nor a restart. */
  private long endOfScan(long from) throws Malformed, IOException {
    for (long at = from; ; at++) {
      if (in.u8(at) == 0xFF) {
        int code = in.u8(at + 1);
        if (code != 0 && code != 0xFF && (code < RST0 || code > RST7)) {
          return at;
        }
      }
    }
  }

  private void application(int code, long at, long end) throws Malformed, IOException {
    long length = end - at;
    if (code == APP0 && length >= JFIF_BYTES && in.is(at + 4, "JFIF\0")) {
      if (length == JFIF_BYTES && in.u16(at + JFIF_BYTES - 2) == 0) {
        out.keep(at, length);
      } else {
        out.insert(new byte[] {(byte) 0xFF, (byte) APP0, 0, JFIF_BYTES - 2});
        out.keep(at + 4, JFIF_BYTES - 6);
        out.insert(new byte[2]); // the thumbnail has no columns and no rows
      }
    } else if (code == APP1 && !exif && !scan && length >= 10 && in.is(at + 4, Orientation.EXIF)) {
      exif = true;
      orientation(at, end);
    } else if (code == APP2 && length >= 18 && in.is(at + 4, "ICC_PROFILE\0")) {
      out.keep(at, length);
    } else if (code == APP14 && length >= 16 && in.is(at + 4, "Adobe")) {
      if (length == 2 + ADOBE_BYTES) {
        out.keep(at, length);
      } else {
        out.insert(new byte[] {(byte) 0xFF, (byte) APP14, 0, ADOBE_BYTES});
        out.keep(at + 4, ADOBE_BYTES - 2);
      }
    }
  }

  /** Replaces the first Exif segment before the scans, which is the one that viewers obey. */
  private void orientation(long at, long end) throws Malformed, IOException {
    int orientation = Orientation.read(in, at + 4, end);
    findings.orientation(orientation);
    if (orientation != 1) {
      byte[] alone = Orientation.segment(orientation);
      if (end - at == alone.length && in.is(at, alone)) {
        out.keep(at, end - at);
      } else {
        out.insert(alone);
      }
    }
  }
}
