package chat.server.files;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.content.ContentType;
import chat.core.file.content.ContentType.Kind;
import chat.core.file.content.FileContent;
import chat.core.file.content.Inspection;
import chat.core.file.content.Picture;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out what a received file is, and replaces it by a copy without metadata. May be repeated
 * after a crash at any point: a copy is its own copy. Stateless.
 */
final class FileCleaner {
  private FileCleaner() {}

  /**
   * What a file is now, and is to be served as; empty for a picture with too many pixels. Blocks.
   *
   * @param upload an upload whose content is complete
   */
  static Optional<FileInfo> clean(FileBytes bytes, Upload upload) throws IOException {
    Inspection inspection;
    long size;
    try (Content content = bytes.write(upload.id(), Part.CONTENT)) {
      inspection = FileContent.inspect(new ContentChannel(content));
      size = content.length();
      if (inspection instanceof FileContent found && !found.isClean()) {
        size = found.copyBytes();
        copy(bytes, upload, content, found);
      }
    }
    return inspection instanceof FileContent found
        ? Optional.of(upload.file().as(found.type().mediaType(), size, media(upload, found)))
        : Optional.empty();
  }

  private static void copy(FileBytes bytes, Upload upload, Content content, FileContent found)
      throws IOException {
    try (Content copy = bytes.write(upload.id(), Part.COPY)) {
      copy.truncate(0);
      found.copyTo(new ContentChannel(content), new ContentChannel(copy));
      copy.sync();
    }
    bytes.replace(upload.id(), Part.CONTENT);
  }

  /** A picture has the size of its header; of sound and films the client tells. */
  private static FileInfo.Media media(Upload upload, FileContent found) {
    FileInfo.Media said = upload.file().media();
    ContentType type = found.type();
    Optional<Picture> picture = found.picture();
    if (picture.isPresent()) {
      return new FileInfo.Media(picture.get().width(), picture.get().height(), 0, said.thumbhash());
    }
    return type.kind() == Kind.OTHER ? FileInfo.Media.NONE : said;
  }
}
