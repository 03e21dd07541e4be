package chat.server.files;

import chat.core.file.FileBytes.Content;
import chat.core.file.content.ContentType;
import chat.core.file.content.FileContent;
import chat.core.file.content.Picture;
import java.io.IOException;
import java.util.Optional;

/** What a preview of a picture or film may be. Stateless. */
public final class PreviewFormat {
  /** Maximum width and height in pixels. */
  private static final int MAX_SIDE = 1_600;

  private PreviewFormat() {}

  /** Whether it is a WebP or JPEG without metadata of at most {@value #MAX_SIDE} pixels a side. */
  static boolean isValid(Content preview) throws IOException {
    if (!(FileContent.inspect(new ContentChannel(preview)) instanceof FileContent found)
        || !found.isClean()) {
      return false;
    }
    Optional<Picture> picture = found.picture();
    return (found.type() == ContentType.WEBP || found.type() == ContentType.JPEG)
        && picture.isPresent()
        && picture.get().width() <= MAX_SIDE
        && picture.get().height() <= MAX_SIDE;
  }

  /** The media type of a stored preview, by its first byte. */
  public static String type(byte first) {
    return first == 'R' ? ContentType.WEBP.mediaType() : ContentType.JPEG.mediaType();
  }
}
