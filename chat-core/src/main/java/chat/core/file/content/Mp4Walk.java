package chat.core.file.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.core.internal.file.Blank;
import chat.core.internal.file.Box;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/**
 * MP4 and QuickTime, by ISO/IEC 14496-12 (boxes in section 8) and the "QuickTime File Format
 * Specification". Boxes with metadata become {@code free} boxes (8.1.2) of the same length: the
 * offsets of samples in {@code stco} and {@code co64} are from the start of the file, and stay
 * right. Confined to one walk.
 */
final class Mp4Walk {
  /**
   * Boxes in boxes. Real files have at most 7: moov, trak, mdia, minf, stbl, stsd and an entry, of
   * which the last two are not walked.
   */
  private static final int MAX_DEPTH = 8;

  private static final String CONTAINERS =
      "moov trak mdia minf dinf stbl edts mvex moof traf mfra tref";
  private static final String METADATA = "udta meta uuid";
  private static final String EMPTY = "free skip";

  /** What may be at the top level beside containers; anything else is of a camera's maker. */
  private static final String TOP_LEVEL =
      "ftyp styp mdat imda sidx ssix prft emsg pdin wide pnot PICT moov moof mfra";

  /** Version, flags, 4 bytes, and the type of the handler (section 8.4.3). */
  private static final int HANDLER_BYTES = 12;

  private static final byte[] FREE = "free".getBytes(US_ASCII);

  private final Bytes in;
  private final Output out;
  private final Findings findings;

  /** A box for each depth, so that none is made for each box of the file. */
  private final Box[] levels = new Box[MAX_DEPTH];

  private boolean movie;
  private boolean video;
  private boolean audio;

  Mp4Walk(Bytes in, Output out, Findings findings) {
    this.in = in;
    this.out = out;
    this.findings = findings;
    for (int i = 0; i < MAX_DEPTH; i++) {
      levels[i] = new Box(in);
    }
  }

  void run() throws Malformed, IOException {
    boxes(0, in.size(), 0);
    if (!movie) {
      throw new Malformed("no moov");
    }
    if (audio && !video && findings.type() == ContentType.MP4) {
      findings.type(ContentType.MP4_AUDIO);
    }
  }

  private void boxes(long from, long end, int depth) throws Malformed, IOException {
    if (depth == MAX_DEPTH) {
      throw new Malformed("nested too deeply");
    }
    Box box = levels[depth];
    long at = from;
    for (; Box.fits(at, end); at = box.end()) {
      box.read(at, end);
      write(box, depth);
    }
    out.keep(at, end - at); // QuickTime may end a list with a zero of 4 bytes
    if (!in.isZero(at, end)) {
      throw new Malformed("bytes behind the last box");
    }
  }

  /**
   * Writes a box without metadata.
   *
   * @param depth how many boxes are around it
   */
  void write(Box box, int depth) throws Malformed, IOException {
    if (box.isOneOf(METADATA)) {
      free(box);
    } else if (box.isOneOf(EMPTY)) {
      out.keep(box.start(), box.body() - box.start());
      Blank.write(in, out, box.body(), box.end());
    } else if (depth == 0 && !box.isOneOf(TOP_LEVEL)) {
      free(box);
    } else if (box.isOneOf(CONTAINERS)) {
      movie |= box.is("moov");
      out.keep(box.start(), box.body() - box.start());
      boxes(box.body(), box.end(), depth + 1);
    } else {
      if (box.is("hdlr") && box.end() - box.body() >= HANDLER_BYTES) {
        video |= in.is(box.body() + 8, "vide");
        audio |= in.is(box.body() + 8, "soun");
      }
      out.keep(box.start(), box.end() - box.start());
    }
  }

  private void free(Box box) throws Malformed, IOException {
    out.keep(box.start(), 4);
    out.insert(FREE);
    long rest = box.start() + 8;
    out.keep(rest, box.body() - rest);
    Blank.write(in, out, box.body(), box.end());
  }
}
