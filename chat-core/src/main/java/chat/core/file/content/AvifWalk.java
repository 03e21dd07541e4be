package chat.core.file.content;

import chat.core.internal.file.Blank;
import chat.core.internal.file.Box;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/**
 * AVIF (AV1 Image File Format 1.1), which is an ISO base media file. The {@code meta} box is the
 * picture itself, so it stays; the content of its metadata items is overwritten. Everything else is
 * as in MP4. Confined to one walk.
 */
final class AvifWalk {
  /**
   * Exif that says nothing: the offset of its TIFF header, and the header; the directory behind it
   * has no entries, so zeros follow. libavif takes a picture with anything else for broken.
   */
  private static final byte[] EMPTY_EXIF = {0, 0, 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8};

  private static final int EMPTY_EXIF_BYTES = EMPTY_EXIF.length + 2 + 4;

  private final Bytes in;
  private final Output out;
  private final Findings findings;
  private final AvifMetadata metadata;

  /** Where in the {@code meta} box the content of items is; an empty range if nowhere. */
  private long idat;

  private long idatEnd;
  private int blanked;

  AvifWalk(Bytes in, Output out, Findings findings) {
    this.in = in;
    this.out = out;
    this.findings = findings;
    this.metadata = new AvifMetadata(in);
  }

  void run() throws Malformed, IOException {
    Box box = new Box(in);
    boolean picture = false;
    for (long at = 0; at < in.size(); at = box.end()) {
      box.read(at, in.size());
      if (box.is("meta")) {
        if (picture) {
          throw new Malformed("two meta boxes");
        }
        picture = true;
        AvifBoxes parts = new AvifBoxes(in, box.body() + AvifBoxes.VERSION_BYTES, box.end());
        new AvifPicture(in, parts).read(findings);
        metadata.read(parts);
        idat = parts.has("idat") ? parts.body("idat") : box.end();
        idatEnd = parts.has("idat") ? parts.end("idat") : box.end();
      }
    }
    if (!picture) {
      throw new Malformed("no meta box");
    }
    write(box, new Mp4Walk(in, out, findings));
  }

  private void write(Box box, Mp4Walk others) throws Malformed, IOException {
    for (long at = 0; at < in.size(); at = box.end()) {
      box.read(at, in.size());
      if (box.is("meta")) {
        writeWithoutMetadata(box, idat, idatEnd);
      } else if (box.is("mdat")) {
        writeWithoutMetadata(box, box.body(), box.end());
      } else {
        others.write(box, 0);
      }
    }
    if (blanked < metadata.extents()) {
      throw new Malformed("metadata is neither in mdat nor in meta");
    }
  }

  /**
   * Writes a box in which items may lie. Their extents are in order.
   *
   * @param first where the content of items may begin
   * @param last where it ends
   */
  private void writeWithoutMetadata(Box box, long first, long last) throws Malformed, IOException {
    long at = box.start();
    for (; blanked < metadata.extents() && metadata.from(blanked) < box.end(); blanked++) {
      long from = metadata.from(blanked);
      long end = metadata.end(blanked);
      if (from < Math.max(at, first) || end > last) {
        throw new Malformed("metadata overlaps other parts");
      }
      out.keep(at, from - at);
      if (metadata.beginsExif(blanked) && end - from >= EMPTY_EXIF_BYTES) {
        writeEmptyExif(from);
        from += EMPTY_EXIF.length;
      }
      Blank.write(in, out, from, end);
      at = end;
    }
    out.keep(at, box.end() - at);
  }

  private void writeEmptyExif(long at) throws Malformed, IOException {
    if (in.is(at, EMPTY_EXIF)) {
      out.keep(at, EMPTY_EXIF.length);
    } else {
      out.insert(EMPTY_EXIF);
    }
  }
}
