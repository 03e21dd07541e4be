package chat.server.storage.maintenance;

import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.content.FileContent;
import chat.core.file.content.Picture;
import chat.server.file.DirectoryFileBytes;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The files in the directory of a server. The database has no hash of them, so a change is one of
 * length or of what the content is. Confined to one thread.
 */
final class LiveFiles implements FileFaults.Bytes {
  /** A server deletes bytes without state after an hour, and looks for them each hour. */
  private static final Duration ORPHANED = Duration.ofDays(1);

  private final DirectoryFileBytes bytes;

  LiveFiles(Path directory) {
    this.bytes = DirectoryFileBytes.find(directory);
  }

  @Override
  public OptionalLong size(FilePart part) throws IOException {
    try (Content content = bytes.read(part.id(), part.part())) {
      return OptionalLong.of(content.length());
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Optional<String> change(FileInfo file) throws IOException {
    try (SeekableByteChannel channel = bytes.open(file.id(), Part.CONTENT)) {
      if (!(FileContent.inspect(channel) instanceof FileContent found)) {
        return Optional.of("is a picture with too many pixels");
      }
      if (!found.type().mediaType().equals(file.type())) {
        return Optional.of("is " + found.type().mediaType() + " in place of " + file.type());
      }
      Optional<Picture> picture = found.picture();
      boolean isSized =
          picture.isEmpty()
              || (picture.get().width() == file.media().width()
                  && picture.get().height() == file.media().height());
      return isSized ? Optional.empty() : Optional.of("is a picture of another size");
    }
  }

  /** Reports bytes that no row of the database has. */
  void findOrphans(SqlSession session, Instant now, Consumer<String> faults)
      throws IOException, SQLException {
    if (!BoundFiles.exist(session)) {
      return;
    }
    List<FileId> found = new ArrayList<>();
    bytes.each(now.minus(ORPHANED), (id, part) -> found.add(id));
    for (FileId id : found) {
      if (session.first("SELECT 1 FROM files WHERE id = ?", row -> true, id.value()).isEmpty()) {
        faults.accept("file " + id + ": neither a message nor an upload has it");
      }
    }
  }
}
