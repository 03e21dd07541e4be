package chat.server.storage.maintenance;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.server.storage.archive.ArchiveEntry.FilePart;
import chat.server.storage.archive.ArchiveWriter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Adds files to an archive, and counts those that are missing. Confined to one thread. */
final class ArchivedFiles {
  private final FileBytes bytes;
  private long count;
  private long missing;

  ArchivedFiles(FileBytes bytes) {
    this.bytes = bytes;
  }

  /** The number of files that were added. */
  long count() {
    return count;
  }

  /** The number of files without bytes. */
  long missing() {
    return missing;
  }

  void add(ArchiveWriter zip, FilePart part) throws IOException {
    int one = part.part() == Part.CONTENT ? 1 : 0;
    try (Content content = bytes.read(part.id(), part.part())) {
      zip.add(part.name(), content::read);
      count += one;
    } catch (NoSuchFileException e) {
      missing += one;
    }
  }
}
