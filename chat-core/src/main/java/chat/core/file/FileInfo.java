package chat.core.file;

import chat.core.bound.Footprint;
import java.util.Objects;
import java.util.Optional;

/**
 * What a message says of one of its files. Immutable.
 *
 * @param id the id of the file
 * @param name the name that its uploader gave it: a {@link FileName}
 * @param type the media type of its content, in lower case
 * @param size the number of bytes that are served
 * @param media what is known of a picture, a recording or a film
 * @param preview whether there is a preview of it
 * @param alt a description for those who do not see it; empty for none
 */
public record FileInfo(
    FileId id, String name, String type, long size, Media media, boolean preview, String alt) {
  /** The type of content that is not known to be anything else. */
  public static final String UNKNOWN_TYPE = "application/octet-stream";

  /** Maximum length of a description in code points. */
  public static final int MAX_ALT = 400;

  /** Maximum length of a media type. */
  public static final int MAX_TYPE = 80;

  /** Upper limit of {@link #weight}, which follows from the limits of the fields. */
  public static final int MAX_WEIGHT = 4_096;

  private static final int WEIGHT = 320; // keys, numbers, id and media
  private static final int FOOTPRINT = 320;

  /**
   * What is known of a picture, a recording or a film. Immutable.
   *
   * @param width the width in pixels; 0 when unknown
   * @param height the height in pixels; 0 exactly when the width is
   * @param durationMillis the duration in milliseconds; 0 when unknown
   * @param thumbhash a placeholder in Base64, as the format ThumbHash; empty for none
   */
  public record Media(int width, int height, long durationMillis, String thumbhash) {
    /** Nothing is known. */
    public static final Media NONE = new Media(0, 0, 0, "");

    /** Maximum width and height in pixels. */
    public static final int MAX_SIDE = 100_000_000;

    /** Maximum duration: 100 hours. */
    public static final long MAX_DURATION_MILLIS = 360_000_000;

    /** Maximum length of a placeholder: a ThumbHash has at most 25 bytes. */
    public static final int MAX_THUMBHASH = 36;

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Media {
      Objects.requireNonNull(thumbhash, "thumbhash");
      if (width < 0
          || height < 0
          || width > MAX_SIDE
          || height > MAX_SIDE
          || (width == 0) != (height == 0)
          || durationMillis < 0
          || durationMillis > MAX_DURATION_MILLIS
          || thumbhash.length() > MAX_THUMBHASH) {
        throw new IllegalArgumentException("out of range");
      }
    }

    /** The same with another size in pixels. */
    public Media sized(int newWidth, int newHeight) {
      return new Media(newWidth, newHeight, durationMillis, thumbhash);
    }
  }

  /**
   * @throws IllegalArgumentException if a field is out of its range
   */
  public FileInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(media, "media");
    Objects.requireNonNull(alt, "alt");
    if (!FileName.isValid(name)) {
      throw new IllegalArgumentException("invalid file name");
    }
    if (type.isEmpty() || type.length() > MAX_TYPE || size < 0) {
      throw new IllegalArgumentException("out of range");
    }
    if (alt.codePointCount(0, alt.length()) > MAX_ALT) {
      throw new IllegalArgumentException("alt is too long");
    }
  }

  /** A file of which nothing is known but its id and size. */
  public static FileInfo undescribed(FileId id, long size) {
    return new FileInfo(id, FileName.UNNAMED, UNKNOWN_TYPE, size, Media.NONE, false, "");
  }

  /** The same file with the type, size and media that its content has. */
  public FileInfo as(String newType, long newSize, Media newMedia) {
    return new FileInfo(id, name, newType, newSize, newMedia, preview, alt);
  }

  /** The same file with a preview. */
  public FileInfo withPreview() {
    return new FileInfo(id, name, type, size, media, true, alt);
  }

  /** The same file with another description. */
  public FileInfo withAlt(String newAlt) {
    return new FileInfo(id, name, type, size, media, preview, newAlt);
  }

  /**
   * Upper estimate of its bytes as JSON in UTF-8. A code point takes at most six bytes for each of
   * its characters when it is escaped, three otherwise; control characters are not allowed.
   */
  public int weight() {
    return WEIGHT + type.length() + 3 * (name.length() + alt.length()) + escapes(name + alt);
  }

  private static int escapes(String text) {
    int more = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      more += c < ' ' || c == '\u2028' || c == '\u2029' ? 3 : 0;
    }
    return more;
  }

  /** Upper estimate of its bytes of heap. */
  public int footprint() {
    return FOOTPRINT + Footprint.of(name) + Footprint.of(alt) + Footprint.of(type);
  }

  /** Its description; empty for none. */
  public Optional<String> description() {
    return Optional.of(alt).filter(text -> !text.isEmpty());
  }
}
