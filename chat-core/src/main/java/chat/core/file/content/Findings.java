package chat.core.file.content;

import chat.core.internal.file.Malformed;

/** What a walk over a file finds out about it. Confined to one walk. */
final class Findings {
  private ContentType type;
  private int width;
  private int height;
  private int orientation = 1;
  private long pixels;

  Findings(ContentType type) {
    this.type = type;
  }

  /** A more exact type than the first bytes tell. */
  void type(ContentType exact) {
    type = exact;
  }

  ContentType type() {
    return type;
  }

  /** The size of the picture. The first one counts. */
  void picture(long newWidth, long newHeight) throws Malformed {
    decodes(newWidth, newHeight);
    if (width == 0) {
      width = (int) newWidth;
      height = (int) newHeight;
    }
  }

  /** The size of a part that a viewer decodes at once: a frame, or a layer. */
  void decodes(long partWidth, long partHeight) throws Malformed {
    if (partWidth < 1
        || partHeight < 1
        || partWidth > Integer.MAX_VALUE
        || partHeight > Integer.MAX_VALUE) {
      throw new Malformed("no such size");
    }
    pixels = Math.max(pixels, partWidth * partHeight);
  }

  void orientation(int turned) {
    orientation = turned;
  }

  /** How the picture is turned, 1 to 8. */
  int orientation() {
    return orientation;
  }

  boolean hasPicture() {
    return width > 0;
  }

  /** The largest number of pixels that is decoded at once; 0 if none is known. */
  long pixels() {
    return pixels;
  }

  /** The picture, or null if the file is none. */
  Picture picture() {
    return hasPicture() ? new Picture(width, height, orientation) : null;
  }
}
