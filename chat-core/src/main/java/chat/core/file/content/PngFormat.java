package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;
import java.util.Arrays;

/**
 * PNG, by its third edition (W3C, 2025): signature in section 5.2, chunks in 5.3, IHDR in 11.2.1.
 * Stateless.
 */
final class PngFormat implements Format {
  private static final int SIGNATURE_BYTES = 8;

  /** Bytes of a chunk beside its data: length, type and CRC. */
  private static final int CHUNK_BYTES = 12;

  private static final int HEADER_BYTES = 13;

  /** A chunk without this bit in its type is critical: section 5.4. */
  private static final int ANCILLARY = 0x20000000;

  private static final int IHDR = type("IHDR");
  private static final int IDAT = type("IDAT");
  private static final int IEND = type("IEND");

  /** What is kept: the critical chunks, and the ancillary ones that say how to show the picture. */
  private static final int[] KEPT =
      types(
          "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT"
              + " acTL fcTL fdAT");

  private static int[] types(String names) {
    return Arrays.stream(names.split(" ", -1)).mapToInt(PngFormat::type).sorted().toArray();
  }

  private static int type(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }

  @Override
  public void walk(Bytes in, Output out, Findings findings) throws Malformed, IOException {
    out.keep(0, SIGNATURE_BYTES);
    boolean data = false;
    int type = 0;
    for (long at = SIGNATURE_BYTES; type != IEND; ) {
      long length = in.u32(at);
      boolean first = type == 0;
      type = (int) in.u32(at + 4);
      if (length > Integer.MAX_VALUE || at + CHUNK_BYTES + length > in.size()) {
        throw new Malformed("a chunk is too long");
      }
      if (first != (type == IHDR) || (first && length != HEADER_BYTES)) {
        throw new Malformed("IHDR is not the first chunk, or not the only one");
      }
      if (first) {
        findings.picture(in.u32(at + 8), in.u32(at + 12));
      }
      data |= type == IDAT;
      boolean kept = Arrays.binarySearch(KEPT, type) >= 0;
      if (!kept && (type & ANCILLARY) == 0) {
        throw new Malformed("a critical chunk is unknown");
      }
      if (kept) {
        out.keep(at, CHUNK_BYTES + length);
      }
      at += CHUNK_BYTES + length;
    }
    if (!data) {
      throw new Malformed("no IDAT");
    }
  }
}
