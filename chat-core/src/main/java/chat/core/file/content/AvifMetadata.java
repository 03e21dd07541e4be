package chat.core.file.content;

import chat.core.internal.file.Box;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/**
 * Where in an AVIF file the Exif and XMP items are (ISO/IEC 23008-12, annex A): their numbers by
 * {@code iinf}, their extents by {@code iloc} (ISO/IEC 14496-12, sections 8.11.6 and 8.11.3).
 * Confined to one walk.
 */
final class AvifMetadata {
  /** Items and extents that are accepted. Files have one Exif and one XMP item, in one extent. */
  private static final int MAX = 64;

  private final Bytes in;
  private final long[] items = new long[MAX];
  private final boolean[] exifItems = new boolean[MAX];
  private final long[] froms = new long[MAX];
  private final long[] ends = new long[MAX];
  private final boolean[] exif = new boolean[MAX];
  private int itemCount;
  private int extentCount;

  AvifMetadata(Bytes in) {
    this.in = in;
  }

  /** The number of extents. They are in order, and do not overlap. */
  int extents() {
    return extentCount;
  }

  /** Where an extent begins in the file. */
  long from(int extent) {
    return froms[extent];
  }

  /** Where an extent ends in the file; it is not empty. */
  long end(int extent) {
    return ends[extent];
  }

  /** Whether an extent is the first one of an Exif item. */
  boolean beginsExif(int extent) {
    return exif[extent];
  }

  void read(AvifBoxes boxes) throws Malformed, IOException {
    if (boxes.has("iinf")) {
      readItems(boxes.body("iinf"), boxes.end("iinf"));
    }
    if (itemCount > 0) {
      readLocations(boxes);
    }
  }

  private void readItems(long body, long end) throws Malformed, IOException {
    Box box = new Box(in);
    int countBytes = in.u8(body) == 0 ? 2 : 4;
    for (long at = body + AvifBoxes.VERSION_BYTES + countBytes; at < end; at = box.end()) {
      box.read(at, end);
      int version = in.u8(box.body());
      if (!box.is("infe") || version < 2) {
        continue;
      }
      long idAt = box.body() + AvifBoxes.VERSION_BYTES;
      int idBytes = version == 2 ? 2 : 4;
      long typeAt = idAt + idBytes + 2;
      if (typeAt + 4 > box.end()) {
        throw new Malformed("an item without a type");
      }
      if (in.is(typeAt, "Exif") || in.is(typeAt, "mime") || in.is(typeAt, "uri ")) {
        if (itemCount == MAX) {
          throw new Malformed("too many items of metadata");
        }
        exifItems[itemCount] = in.is(typeAt, "Exif");
        items[itemCount++] = number(idAt, idBytes);
      }
    }
  }

  /** The place of an item among those of metadata; -1 if it is none. */
  private int placeOf(long item) {
    for (int i = 0; i < itemCount; i++) {
      if (items[i] == item) {
        return i;
      }
    }
    return -1;
  }

  private void readLocations(AvifBoxes boxes) throws Malformed, IOException {
    long at = boxes.body("iloc");
    long end = boxes.end("iloc");
    int version = in.u8(at);
    int offsetBytes = in.u8(at + 4) >> 4;
    int lengthBytes = in.u8(at + 4) & 15;
    int baseBytes = in.u8(at + 5) >> 4;
    int indexBytes = version == 0 ? 0 : in.u8(at + 5) & 15;
    int idBytes = version < 2 ? 2 : 4;
    if (version > 2
        || Math.max(offsetBytes, lengthBytes) > 8
        || Math.max(baseBytes, indexBytes) > 8) {
      throw new Malformed("a wrong iloc");
    }
    long count = number(at + 6, idBytes);
    at += 6 + idBytes;
    for (long i = 0; i < count; i++) {
      int item = placeOf(number(at, idBytes));
      at += idBytes;
      int method = version == 0 ? 0 : in.u16(at) & 15;
      at += version == 0 ? 0 : 2;
      int elsewhere = in.u16(at);
      long base = number(at + 2, baseBytes);
      int extents = in.u16(at + 2 + baseBytes);
      at += 4 + baseBytes;
      if (item >= 0 && (method > 1 || elsewhere != 0)) {
        throw new Malformed("metadata of other items or files");
      }
      int extentBytes = indexBytes + offsetBytes + lengthBytes;
      for (int j = 0; item >= 0 && j < extents; j++) {
        long extent = at + (long) j * extentBytes + indexBytes;
        add(
            method == 0 ? 0 : boxes.body("idat"),
            base,
            number(extent, offsetBytes),
            number(extent + offsetBytes, lengthBytes),
            j == 0 && exifItems[item]);
      }
      at += (long) extents * extentBytes;
      if (at > end) {
        throw new Malformed("too many locations");
      }
    }
  }

  /** Inserts an extent at its place in the order. */
  private void add(long start, long base, long offset, long length, boolean beginsExif)
      throws Malformed {
    long from = start + base;
    if (from < 0 || offset > in.size() - from || length < 1 || length > in.size() - from - offset) {
      throw new Malformed("metadata is not in the file");
    }
    if (extentCount == MAX) {
      throw new Malformed("too many extents of metadata");
    }
    from += offset;
    int place = extentCount++;
    for (; place > 0 && froms[place - 1] > from; place--) {
      froms[place] = froms[place - 1];
      ends[place] = ends[place - 1];
      exif[place] = exif[place - 1];
    }
    froms[place] = from;
    ends[place] = from + length;
    exif[place] = beginsExif;
  }

  /** A number of 0 to 8 bytes. */
  private long number(long at, int bytes) throws Malformed, IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | in.u8(at + i);
    }
    if (number < 0) {
      throw new Malformed("a number beyond 63 bits");
    }
    return number;
  }
}
