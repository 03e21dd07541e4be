package chat.core.file.content;

import chat.core.internal.file.Box;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;
import java.util.BitSet;

/**
 * The size of an AVIF picture and how it is turned: of the properties of its primary item, {@code
 * ispe}, {@code irot} and {@code imir} (ISO/IEC 23008-12, sections 6.5.3, 6.5.10 and 6.5.12).
 * Confined to one walk.
 */
final class AvifPicture {
  /** Numbers of properties have 15 bits: ISO/IEC 14496-12, section 8.11.14. */
  private static final int MAX_PROPERTY = 0x7FFF;

  /** Version, flags, width and height. */
  private static final int SIZE_BYTES = 12;

  /**
   * Orientations by quarter turns to the left; then, with top and bottom exchanged, and with left
   * and right exchanged.
   */
  private static final int[][] ORIENTATIONS = {{1, 8, 3, 6}, {4, 5, 2, 7}, {2, 7, 4, 5}};

  private final Bytes in;
  private final AvifBoxes boxes;

  AvifPicture(Bytes in, AvifBoxes boxes) {
    this.in = in;
    this.boxes = boxes;
  }

  /** Finds the size of the picture, of all that belongs to it, and how it is turned. */
  void read(Findings findings) throws Malformed, IOException {
    BitSet own = propertiesOf(primaryItem());
    Box property = new Box(in);
    int number = 0;
    int turns = 0;
    int mirrored = 0;
    long end = boxes.end("ipco");
    for (long at = boxes.body("ipco"); at < end; at = property.end()) {
      property.read(at, end);
      number++;
      boolean isOwn = number <= MAX_PROPERTY && own.get(number);
      if (property.is("ispe")) {
        if (property.end() - property.body() < SIZE_BYTES) {
          throw new Malformed("a size is too short");
        }
        long width = in.u32(property.body() + AvifBoxes.VERSION_BYTES);
        long height = in.u32(property.body() + AvifBoxes.VERSION_BYTES + 4);
        findings.decodes(width, height);
        if (isOwn) {
          findings.picture(width, height);
        }
      } else if (isOwn && property.end() > property.body()) {
        if (property.is("irot")) {
          turns = in.u8(property.body()) & 3;
        } else if (property.is("imir")) {
          mirrored = 1 + (in.u8(property.body()) & 1);
        }
      }
    }
    if (!findings.hasPicture()) {
      throw new Malformed("a picture without a size");
    }
    findings.orientation(ORIENTATIONS[mirrored][turns]);
  }

  /** Section 8.11.4. */
  private long primaryItem() throws Malformed, IOException {
    long at = boxes.body("pitm");
    if (boxes.end("pitm") - at < AvifBoxes.VERSION_BYTES + (in.u8(at) == 0 ? 2 : 4)) {
      throw new Malformed("a number of an item is too short");
    }
    return in.u8(at) == 0
        ? in.u16(at + AvifBoxes.VERSION_BYTES)
        : in.u32(at + AvifBoxes.VERSION_BYTES);
  }

  /** Section 8.11.14: which properties an item has, by their numbers from 1 on. */
  private BitSet propertiesOf(long item) throws Malformed, IOException {
    BitSet numbers = new BitSet();
    long at = boxes.body("ipma");
    int idBytes = in.u8(at) == 0 ? 2 : 4;
    int numberBytes = (in.u8(at + 3) & 1) == 0 ? 1 : 2;
    long entries = in.u32(at + AvifBoxes.VERSION_BYTES);
    at += AvifBoxes.VERSION_BYTES + 4;
    for (long i = 0; i < entries; i++) {
      long id = idBytes == 2 ? in.u16(at) : in.u32(at);
      int associations = in.u8(at + idBytes);
      at += idBytes + 1;
      for (int j = 0; j < associations; j++, at += numberBytes) {
        if (id == item) {
          // the highest bit says whether the property is essential
          numbers.set(numberBytes == 1 ? in.u8(at) & 0x7F : in.u16(at) & MAX_PROPERTY);
        }
      }
      if (at > boxes.end("ipma")) {
        throw new Malformed("too many associations");
      }
    }
    return numbers;
  }
}
