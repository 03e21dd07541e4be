package chat.server.files;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The bytes of files, on threads that may wait for the disk. Thread-safe. */
public final class FileService {
  private final FileBytes bytes;
  private final FileThreads threads;
  private final UploadSlots slots = new UploadSlots();

  public FileService(FileBytes bytes, FileThreads threads) {
    this.bytes = bytes;
    this.threads = threads;
  }

  /** The uploads that are being received. */
  public UploadSlots slots() {
    return slots;
  }

  /** Runs work with a disk. */
  public <T> CompletionStage<T> run(FileThreads.Work<T> work) {
    return threads.run(work);
  }

  /** Opens an upload to receive bytes from its offset on; what lies beyond is removed. */
  public CompletionStage<Receipt> receive(Upload upload, boolean isDigested) {
    return threads.run(
        () -> Receipt.begin(bytes.write(upload.id(), Part.CONTENT), upload.offset(), isDigested));
  }

  /** Opens a preview to receive it. */
  public CompletionStage<Receipt> receivePreview(FileId id) {
    return threads.run(() -> Receipt.begin(bytes.write(id, Part.COPY), 0, false));
  }

  /** What a complete upload is served as; empty for a picture with too many pixels. */
  public CompletionStage<Optional<FileInfo>> finish(Upload upload) {
    return threads.run(() -> FileCleaner.clean(bytes, upload));
  }

  /** Puts a received preview in place of an earlier one; false if it is no valid preview. */
  public CompletionStage<Boolean> storePreview(FileId id) {
    return threads.run(
        () -> {
          boolean isValid;
          try (Content copy = bytes.read(id, Part.COPY)) {
            isValid = PreviewFormat.isValid(copy);
          }
          if (isValid) {
            bytes.replace(id, Part.PREVIEW);
          }
          return isValid;
        });
  }

  /** Opens a part of a file to read it. */
  public CompletionStage<Content> read(FileId id, Part part) {
    return threads.run(() -> bytes.read(id, part));
  }
}
