package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Copy;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Tally;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * What a file is, and its copy without metadata. Immutable.
 *
 * <p>A file is inspected once; if it {@link #isClean is not clean}, {@link #copyTo} writes the
 * copy. Whatever the bytes are, the outcome is one of these, and never an exception of their own:
 *
 * <ul>
 *   <li>a type that may be shown inline, its structure valid as far as metadata is removed from it;
 *   <li>an attachment, its bytes unchanged: what has no known type, and a picture or video that is
 *       truncated, contradicts itself or nests too deeply ({@link ContentType#UNKNOWN});
 *   <li>{@link TooManyPixels}.
 * </ul>
 *
 * <p>Removed are metadata and what a viewer does not need:
 *
 * <ul>
 *   <li>JPEG: all APP segments but JFIF (without its thumbnail), ICC profile and Adobe's colour
 *       transform; COM; what follows EOI. An orientation other than 1 is written anew, alone.
 *   <li>PNG: eXIf, tEXt, zTXt, iTXt, tIME and every ancillary chunk that the specification does not
 *       define; what follows IEND.
 *   <li>WebP: EXIF, XMP and unknown chunks; what follows the RIFF chunk.
 *   <li>GIF: comments, application extensions but those for loops and ICC profiles; what follows
 *       the trailer.
 *   <li>MP4 and QuickTime: {@code udta}, {@code meta} and {@code uuid} boxes, and unknown ones at
 *       the top level, become {@code free} boxes of the same size, so that no offset changes; the
 *       content of {@code free} and {@code skip} boxes becomes zero.
 *   <li>AVIF: the same, but for the {@code meta} box that is the picture; the content of its Exif
 *       and XMP items becomes zero.
 * </ul>
 *
 * <p>Other types are copied unchanged. Time is linear in the length of the file, memory at most 64
 * KiB.
 */
public final class FileContent implements Inspection {
  private final ContentType type;
  private final Picture picture;
  private final Format format;
  private final long copyBytes;
  private final boolean clean;

  private FileContent(
      ContentType type, Picture picture, Format format, long copyBytes, boolean clean) {
    this.type = type;
    this.picture = picture;
    this.format = format;
    this.copyBytes = copyBytes;
    this.clean = clean;
  }

  /**
   * Inspects a file. Reads it at most twice, in windows of 8 KiB and mostly forward, and the
   * headers of its parts up to four times; of videos, only the headers of their boxes. The
   * channel's position is moved, and means nothing at the start. The thread blocks while the
   * channel reads.
   *
   * @param source the whole file, blocking; nothing else may use or change it meanwhile
   * @throws IOException if the channel cannot be read
   */
  public static Inspection inspect(SeekableByteChannel source) throws IOException {
    Bytes in = new Bytes(source);
    try {
      Findings findings = new Findings(Signatures.typeOf(in));
      Format format = formatOf(findings.type());
      Tally tally = new Tally();
      format.walk(in, tally, findings);
      if (findings.pixels() > Picture.MAX_PIXELS) {
        return new TooManyPixels(findings.type(), findings.pixels());
      }
      return new FileContent(
          findings.type(),
          findings.picture(),
          format,
          tally.length(),
          tally.equalsFileOf(in.size()));
    } catch (Malformed broken) {
      return new FileContent(
          ContentType.UNKNOWN, null, Format.UNCHANGED, in.size(), /* clean= */ true);
    }
  }

  private static Format formatOf(ContentType type) {
    return switch (type) {
      case PNG -> new PngFormat();
      case JPEG -> (in, out, findings) -> new JpegWalk(in, out, findings).run();
      case GIF -> (in, out, findings) -> new GifWalk(in, out, findings).run();
      case WEBP -> (in, out, findings) -> new WebpWalk(in, out, findings).run();
      case AVIF -> (in, out, findings) -> new AvifWalk(in, out, findings).run();
      case MP4, QUICKTIME -> (in, out, findings) -> new Mp4Walk(in, out, findings).run();
      default -> Format.UNCHANGED;
    };
  }

  @Override
  public ContentType type() {
    return type;
  }

  /** The size of the picture; empty unless the type is an image. */
  public Optional<Picture> picture() {
    return Optional.ofNullable(picture);
  }

  /** Bytes that {@link #copyTo} writes. */
  public long copyBytes() {
    return copyBytes;
  }

  /** Whether nothing has to be removed: then the file is its own copy. */
  public boolean isClean() {
    return clean;
  }

  /**
   * Writes the copy without metadata. Reads the structure once more, as {@link #inspect} does, and
   * each byte that is kept once, in pieces of at most 32 KiB. After an exception, what was written
   * is incomplete and must be deleted. The thread blocks while the channels read and write.
   *
   * @param source the file that was inspected, unchanged since
   * @param sink takes {@link #copyBytes} bytes; blocking, and not closed
   * @throws IOException if the source cannot be read, the sink not be written, or the source is not
   *     what was inspected
   */
  public void copyTo(SeekableByteChannel source, WritableByteChannel sink) throws IOException {
    Copy copy = new Copy(source, sink);
    try {
      format.walk(new Bytes(source), copy, new Findings(type));
    } catch (Malformed changed) {
      throw new IOException("the file has changed since it was inspected", changed);
    }
    if (copy.finish() != copyBytes) {
      throw new IOException("the file has changed since it was inspected");
    }
  }
}
