package chat.core.memory;

import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.core.file.UploadStore;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The uploads of a {@link MemoryStore}. Thread-safe by the store's monitor. */
final class MemoryUploadStore implements UploadStore {
  private final MemoryStore store;

  MemoryUploadStore(MemoryStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Creation> create(Upload upload, Bounds bounds) {
    return store.run(() -> store.uploads().create(upload, bounds));
  }

  @Override
  public CompletionStage<Optional<Upload>> upload(FileId id) {
    return store.run(() -> store.uploads().find(id));
  }

  @Override
  public CompletionStage<Boolean> change(Upload before, Upload after) {
    return store.run(() -> store.uploads().change(before, after));
  }

  @Override
  public CompletionStage<Optional<Upload>> preview(FileId id, long bytes, long quota) {
    return store.run(() -> store.uploads().preview(id, bytes, quota));
  }

  @Override
  public CompletionStage<Boolean> erase(FileId id, UserId uploader) {
    return store.run(() -> store.uploads().erase(id, uploader));
  }

  @Override
  public CompletionStage<Integer> expire(Instant time) {
    return store.run(() -> store.uploads().expire(time));
  }

  @Override
  public CompletionStage<List<FileId>> erased(int limit) {
    return store.run(() -> store.uploads().erased(limit));
  }

  @Override
  public CompletionStage<Void> forget(Collection<FileId> ids) {
    return store.run(
        () -> {
          store.uploads().forget(ids);
          return null;
        });
  }

  @Override
  public CompletionStage<Map<FileId, Set<Part>>> parts(Collection<FileId> ids) {
    return store.run(() -> store.uploads().parts(ids));
  }

  @Override
  public CompletionStage<Long> space() {
    return store.run(() -> store.uploads().space());
  }
}
