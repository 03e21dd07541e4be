package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/**
 * GIF, by "Graphics Interchange Format, Version 89a" (CompuServe, 1990), whose sections are named
 * below. Confined to one walk.
 */
final class GifWalk {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int TRAILER = 0x3B;
  private static final int COMMENT = 0xFE;
  private static final int APPLICATION = 0xFF;
  private static final int HEADER_BYTES = 13;
  private static final int IMAGE_BYTES = 10;

  private final Bytes in;
  private final Output out;
  private final Findings findings;

  GifWalk(Bytes in, Output out, Findings findings) {
    this.in = in;
    this.out = out;
    this.findings = findings;
  }

  void run() throws Malformed, IOException {
    findings.picture(in.u16LittleEndian(6), in.u16LittleEndian(8)); // section 18
    long at = HEADER_BYTES + colors(in.u8(10));
    out.keep(0, inFile(at));
    boolean image = false;
    while (in.u8(at) != TRAILER) {
      long end;
      boolean kept = true;
      switch (in.u8(at)) {
        case EXTENSION -> {
          kept = keepsExtension(at);
          end = endOfBlocks(at + 2);
        }
        case IMAGE -> {
          end = image(at);
          image = true;
        }
        default -> throw new Malformed("no block of GIF");
      }
      if (kept) {
        out.keep(at, end - at);
      }
      at = end;
    }
    if (!image) {
      throw new Malformed("no image");
    }
    out.keep(at, 1);
  }

  /** Section 20: the descriptor, its colours, the size of codes and the data. */
  private long image(long at) throws Malformed, IOException {
    long right = in.u16LittleEndian(at + 1) + (long) in.u16LittleEndian(at + 5);
    long bottom = in.u16LittleEndian(at + 3) + (long) in.u16LittleEndian(at + 7);
    findings.decodes(right, bottom);
    return endOfBlocks(at + IMAGE_BYTES + colors(in.u8(at + 9)) + 1);
  }

  /** Bytes of a table of colours, whose flags these are. */
  private static long colors(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
  }

  /** Sections 24 and 26: comments and application extensions are metadata, but for a few. */
  private boolean keepsExtension(long at) throws Malformed, IOException {
    int label = in.u8(at + 1);
    if (label == APPLICATION) {
      return in.is(at + 2, "\u000bNETSCAPE2.0")
          || in.is(at + 2, "\u000bANIMEXTS1.0")
          || in.is(at + 2, "\u000bICCRGBG1012");
    }
    return label != COMMENT;
  }

  /** Section 15: blocks of up to 255 bytes, until an empty one. */
  private long endOfBlocks(long from) throws Malformed, IOException {
    long at = from;
    for (int length = in.u8(at); length > 0; length = in.u8(at)) {
      at += 1 + length;
    }
    return at + 1;
  }

  private long inFile(long end) throws Malformed {
    if (end > in.size()) {
      throw new Malformed("ends early");
    }
    return end;
  }
}
