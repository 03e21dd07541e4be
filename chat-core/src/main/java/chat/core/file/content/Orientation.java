package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/** The orientation in an Exif segment of JPEG (CIPA DC-008, sections 4.5 to 4.7). Stateless. */
final class Orientation {
  /** What the content of the segment begins with; a TIFF header follows. */
  static final String EXIF = "Exif\0\0";

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Orientation() {}

  /**
   * The orientation in the first directory; 1 if there is none, or no right one.
   *
   * @param from where {@link #EXIF} is
   * @param end of the segment, in the file
   */
  static int read(Bytes in, long from, long end) throws Malformed, IOException {
    long tiff = from + EXIF.length();
    if (end - tiff < 8) {
      return 1;
    }
    boolean little = in.is(tiff, "II*\0");
    if (!little && !in.is(tiff, "MM\0*")) {
      return 1;
    }
    long directory = tiff + (little ? in.u32LittleEndian(tiff + 4) : in.u32(tiff + 4));
    if (directory > end - 2) {
      return 1;
    }
    int entries = u16(in, directory, little);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (entry > end - ENTRY_BYTES) {
        return 1;
      }
      if (u16(in, entry, little) == TAG && u16(in, entry + 2, little) == SHORT) {
        int orientation = u16(in, entry + 8, little);
        return orientation >= 1 && orientation <= 8 ? orientation : 1;
      }
    }
    return 1;
  }

  private static int u16(Bytes in, long at, boolean little) throws Malformed, IOException {
    return little ? in.u16LittleEndian(at) : in.u16(at);
  }

  /** A whole APP1 segment that says nothing but the orientation. */
  static byte[] segment(int orientation) {
    return new byte[] {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34, //
      'E',
      'x',
      'i',
      'f',
      0,
      0, //
      'M',
      'M',
      0,
      '*',
      0,
      0,
      0,
      8, // the directory follows at once
      0,
      1,
      0x01,
      0x12,
      0,
      SHORT,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0, //
      0,
      0,
      0,
      0 // no further directory, so no thumbnail
    };
  }
}
