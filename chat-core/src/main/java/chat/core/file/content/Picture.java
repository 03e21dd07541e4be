package chat.core.file.content;

/**
 * The size of a picture, from its header. Immutable.
 *
 * @param width pixels in a row as the file stores it, before any turn by {@code orientation}; at
 *     least 1
 * @param height number of rows as the file stores it; at least 1
 * @param orientation how a viewer turns the picture, 1 to 8 as the Exif tag 0x0112; 1 (not turned)
 *     for all formats but JPEG and AVIF. From 5 on, a viewer sees width and height exchanged
 */
public record Picture(int width, int height, int orientation) {
  /** The highest number of pixels that is accepted: 100 megapixels. */
  public static final long MAX_PIXELS = 100_000_000;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Picture {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture is " + width + " by " + height);
    }
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("no orientation: " + orientation);
    }
  }
}
