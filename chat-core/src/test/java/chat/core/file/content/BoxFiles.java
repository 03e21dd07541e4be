package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

import java.util.function.IntFunction;

/** Boxes of ISO base media files, and the videos that are made of them. */
final class BoxFiles {
  static final byte[] FTYP = ftyp("isom", "isom", "mp41");
  static final String XMP_UUID =
      "\u00bez\u00cf\u00cb\u0097\u00a9B\u00e8\u009cq\u0099\u0094\u0091\u00e3\u00af" + "\u00ac";

  /** The samples of a video, in three chunks of different lengths. */
  private static final byte[][] CHUNKS = {ascii("chunk-one"), ascii("second"), ascii("3rd chunk")};

  private BoxFiles() {}

  static byte[] box(String type, byte[]... content) {
    byte[] all = join(content);
    return new ByteWriter().u32(all.length + 8).text(type).bytes(all).done();
  }

  static byte[] largeBox(String type, byte[]... content) {
    byte[] all = join(content);
    return new ByteWriter().u32(1).text(type).u64(all.length + 16).bytes(all).done();
  }

  /** A box that goes to the end of the file. */
  static byte[] openBox(String type, byte[]... content) {
    return new ByteWriter().u32(0).text(type).bytes(content).done();
  }

  static byte[] ftyp(String major, String... compatible) {
    return box("ftyp", ascii(major), new byte[4], ascii(String.join("", compatible)));
  }

  static byte[] sampleBytes() {
    return join(CHUNKS);
  }

  /** A track of video or audio, with offsets of 32 or 64 bits, and boxes of its own. */
  static byte[] track(String handler, boolean wide, int samplesAt, byte[]... more) {
    ByteWriter offsets = new ByteWriter().u32(0).u32(CHUNKS.length);
    int at = samplesAt;
    for (byte[] each : CHUNKS) {
      if (wide) {
        offsets.u64(at);
      } else {
        offsets.u32(at);
      }
      at += each.length;
    }
    byte[] stbl =
        box("stbl", box("stsd", new byte[8]), box(wide ? "co64" : "stco", offsets.done()));
    byte[] hdlr = box("hdlr", new byte[8], ascii(handler), new byte[13]);
    return box("trak", box("tkhd", new byte[84]), box("mdia", hdlr, box("minf", stbl)), join(more));
  }

  /** A movie behind whose header the samples follow at once. */
  static byte[] movieFirst(byte[] ftyp, IntFunction<byte[]> moov, byte[] samplesHeader) {
    int length = ftyp.length + moov.apply(0).length + samplesHeader.length;
    return join(ftyp, moov.apply(length), samplesHeader, sampleBytes());
  }

  /** A movie whose header follows the samples. */
  static byte[] movieLast(byte[] ftyp, IntFunction<byte[]> moov) {
    return join(ftyp, box("mdat", sampleBytes()), moov.apply(ftyp.length + 8));
  }

  /** The header of {@code mdat} around the samples. */
  static byte[] mdat() {
    return new ByteWriter().u32(sampleBytes().length + 8).text("mdat").done();
  }
}
