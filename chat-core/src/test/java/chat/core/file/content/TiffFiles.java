package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;

/** The TIFF structures of Exif. */
final class TiffFiles {
  private TiffFiles() {}

  /**
   * Exif as phones write it: maker, orientation, a position, a maker note, and a thumbnail in the
   * second directory, each with {@code secret} in it.
   */
  static byte[] phone(boolean little, int orientation, String secret) {
    byte[] text = ascii(secret + "\0");
    int directory = 8;
    int values = directory + 2 + 5 * 12 + 4;
    int gps = values + 2 * text.length;
    int thumbnail = gps + 2 + 3 * 12 + 4 + 24;
    Order out = new Order(new ByteWriter(), little);
    out.bytes.text(little ? "II" : "MM");
    out.u16(42).u32(directory);
    out.u16(5);
    out.entry(0x010F, 2, text.length, values); // Make
    out.entry(0x0112, 3, 1, little ? orientation : (long) orientation << 16);
    out.entry(0x8825, 4, 1, gps); // GPS directory
    out.entry(0x927C, 7, text.length, values + text.length); // MakerNote
    out.entry(0x9286, 2, 4, 0x41424344); // UserComment
    out.u32(thumbnail);
    out.bytes.bytes(text, text);
    out.u16(3);
    out.entry(1, 2, 2, little ? 'N' : (long) 'N' << 24);
    out.entry(2, 5, 3, gps + 2 + 3 * 12 + 4); // latitude
    out.entry(7, 2, 4, 0x30303030);
    out.u32(0);
    out.u32(48).u32(1).u32(12).u32(1).u32(3456).u32(100);
    out.u16(1);
    out.entry(0x0201, 4, 1, thumbnail + 18);
    out.u32(0);
    out.bytes.bytes(JpegFiles.comment(secret));
    return out.bytes.done();
  }

  /** Numbers in one of both byte orders. */
  private record Order(ByteWriter bytes, boolean little) {
    Order u16(int value) {
      if (little) {
        bytes.u16LittleEndian(value);
      } else {
        bytes.u16(value);
      }
      return this;
    }

    Order u32(long value) {
      if (little) {
        bytes.u32LittleEndian(value);
      } else {
        bytes.u32(value);
      }
      return this;
    }

    void entry(int tag, int type, long count, long value) {
      u16(tag).u16(type).u32(count).u32(value);
    }
  }
}
