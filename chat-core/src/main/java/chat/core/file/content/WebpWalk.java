package chat.core.file.content;

import chat.core.internal.file.Blank;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/** WebP, by RFC 9649: RIFF chunks in sections 2.3 to 2.7. Confined to one walk. */
final class WebpWalk {
  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int EXTENDED_BYTES = 10;
  private static final int FRAME_BYTES = 16;

  /** Bytes of the headers of both bitstreams. */
  private static final int LOSSY_BYTES = 10;

  private static final int LOSSLESS_BYTES = 5;

  /** The flags of VP8X that say that there is Exif and XMP. */
  private static final int METADATA_FLAGS = 0x0C;

  private static final String[] KEPT = {"VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"};

  private final Bytes in;
  private final Output out;
  private final Findings findings;
  private final long end;
  private boolean image;

  WebpWalk(Bytes in, Output out, Findings findings) throws Malformed, IOException {
    this.in = in;
    this.out = out;
    this.findings = findings;
    this.end = CHUNK_BYTES + in.u32LittleEndian(4);
  }

  void run() throws Malformed, IOException {
    if (end > in.size()) {
      throw new Malformed("ends early");
    }
    if (!in.is(HEADER_BYTES, "VP8X") && !isBitstream(HEADER_BYTES)) {
      throw new Malformed("begins with no picture");
    }
    long kept = HEADER_BYTES - CHUNK_BYTES;
    for (long at = HEADER_BYTES; at < end; at = endOfChunk(at, end)) {
      kept += isKept(at) ? endOfChunk(at, end) - at : 0;
    }
    if (kept == end - CHUNK_BYTES) {
      out.keep(0, HEADER_BYTES);
    } else {
      out.keep(0, 4);
      out.insert(
          new byte[] {(byte) kept, (byte) (kept >> 8), (byte) (kept >> 16), (byte) (kept >> 24)});
      out.keep(CHUNK_BYTES, HEADER_BYTES - CHUNK_BYTES);
    }
    for (long at = HEADER_BYTES; at < end; at = endOfChunk(at, end)) {
      if (isKept(at)) {
        chunk(at);
      }
    }
    if (!image) {
      throw new Malformed("no image");
    }
  }

  private boolean isKept(long at) throws Malformed, IOException {
    for (String each : KEPT) {
      if (in.is(at, each)) {
        return true;
      }
    }
    return false;
  }

  /** With the byte of padding after an odd length (section 2.3), which may lack in the last one. */
  private long endOfChunk(long at, long limit) throws Malformed, IOException {
    long length = in.u32LittleEndian(at + 4);
    long next = at + CHUNK_BYTES + length;
    if (next > limit) {
      throw new Malformed("a chunk is too long");
    }
    return Math.min(next + (length & 1), limit);
  }

  private void chunk(long at) throws Malformed, IOException {
    long next = endOfChunk(at, end);
    if (in.is(at, "VP8X")) {
      extended(at, next);
    } else if (in.is(at, "ANMF")) {
      frame(at, next);
    } else {
      bitstream(at);
      out.keep(at, next - at);
    }
  }

  private boolean isBitstream(long at) throws Malformed, IOException {
    return in.is(at, "VP8 ") || in.is(at, "VP8L");
  }

  /** Section 2.7.1: flags, and the size of the canvas less one. */
  private void extended(long at, long next) throws Malformed, IOException {
    if (next - at != CHUNK_BYTES + EXTENDED_BYTES || at != HEADER_BYTES) {
      throw new Malformed("a wrong VP8X");
    }
    long body = at + CHUNK_BYTES;
    findings.picture(in.u24LittleEndian(body + 4) + 1L, in.u24LittleEndian(body + 7) + 1L);
    int flags = in.u8(body);
    if ((flags & METADATA_FLAGS) == 0) {
      out.keep(at, next - at);
    } else {
      out.keep(at, CHUNK_BYTES);
      out.insert(new byte[] {(byte) (flags & ~METADATA_FLAGS)});
      out.keep(body + 1, next - body - 1);
    }
  }

  /** Section 2.7.2: a frame has chunks of its own; of unknown ones the content becomes zero. */
  private void frame(long at, long next) throws Malformed, IOException {
    long body = at + CHUNK_BYTES + FRAME_BYTES;
    if (body > next) {
      throw new Malformed("a frame is too short");
    }
    out.keep(at, body - at);
    for (long part = body; part < next; part = endOfChunk(part, next)) {
      long partEnd = endOfChunk(part, next);
      if (isBitstream(part) || in.is(part, "ALPH")) {
        bitstream(part);
        out.keep(part, partEnd - part);
      } else {
        out.keep(part, CHUNK_BYTES);
        Blank.write(in, out, part + CHUNK_BYTES, partEnd);
      }
    }
  }

  /** The size of a picture: section 2.5 with RFC 6386, 9.1, and section 3.4. */
  private void bitstream(long at) throws Malformed, IOException {
    long body = at + CHUNK_BYTES;
    long length = in.u32LittleEndian(at + 4);
    if (in.is(at, "VP8 ")) {
      if (length < LOSSY_BYTES || !in.is(body + 3, "\u009d\u0001*")) {
        throw new Malformed("no key frame of VP8");
      }
      image(in.u16LittleEndian(body + 6) & 0x3FFF, in.u16LittleEndian(body + 8) & 0x3FFF);
    } else if (in.is(at, "VP8L")) {
      if (length < LOSSLESS_BYTES || in.u8(body) != 0x2F) {
        throw new Malformed("no VP8L");
      }
      long bits = in.u32LittleEndian(body + 1);
      image((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
  }

  private void image(long width, long height) throws Malformed {
    image = true;
    findings.picture(width, height);
  }
}
