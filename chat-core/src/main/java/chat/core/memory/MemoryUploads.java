package chat.core.memory;

import chat.core.event.MessagePosted;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.Upload;
import chat.core.file.UploadStore.Bounds;
import chat.core.file.UploadStore.Creation;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Draft;
import chat.core.state.UploadRules;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The uploads of a {@link MemoryStore}. A bound one counts as erased as soon as its message no
 * longer has it. Guarded by the store's monitor.
 */
final class MemoryUploads {
  private record Key(RoomId room, UserId uploader, String clientId) {}

  private final MemoryRooms rooms;
  private final Map<FileId, Upload> byId = new HashMap<>();
  private final Map<Key, FileId> byKey = new HashMap<>();
  private final Map<FileId, Key> keys = new HashMap<>();
  private final Map<FileId, Long> previews = new HashMap<>(); // their space
  private final Set<FileId> erased = new HashSet<>(); // unbound ones
  private long space;

  MemoryUploads(MemoryRooms rooms) {
    this.rooms = rooms;
  }

  Creation create(Upload upload, Bounds bounds) {
    Optional<Key> key = key(upload);
    if (key.isPresent() && byKey.containsKey(key.get())) {
      return find(byKey.get(key.get()))
          .<Creation>map(known -> new Creation.Created(known, false))
          .orElse(Creation.Rejected.GONE);
    }
    if (countOpen(upload.uploader()) >= bounds.open()) {
      return Creation.Rejected.TOO_MANY_OPEN;
    }
    if (space + Upload.space(upload.length()) > bounds.quota()) {
      return Creation.Rejected.NO_SPACE;
    }
    byId.put(upload.id(), upload);
    key.ifPresent(
        each -> {
          byKey.put(each, upload.id());
          keys.put(upload.id(), each);
        });
    space += Upload.space(upload.length());
    return new Creation.Created(upload, true);
  }

  private static Optional<Key> key(Upload upload) {
    return upload.clientId().map(clientId -> new Key(upload.room(), upload.uploader(), clientId));
  }

  private long countOpen(UserId uploader) {
    return byId.values().stream()
        .filter(each -> each.uploader().equals(uploader) && !each.isFinished() && !isErased(each))
        .count();
  }

  Optional<Upload> find(FileId id) {
    return Optional.ofNullable(byId.get(id)).filter(upload -> !isErased(upload));
  }

  private boolean isErased(Upload upload) {
    return upload.message().isEmpty()
        ? erased.contains(upload.id())
        : rooms
            .find(upload.room())
            .flatMap(room -> room.message(upload.message().getAsLong()))
            .filter(message -> hasFile(message, upload.id()))
            .isEmpty();
  }

  private static boolean hasFile(MessagePosted message, FileId id) {
    return message.files().stream().anyMatch(file -> file.id().equals(id));
  }

  boolean change(Upload before, Upload after) {
    boolean isSame = find(before.id()).filter(before::equals).isPresent();
    if (isSame) {
      byId.put(after.id(), after);
    }
    return isSame;
  }

  Optional<Upload> preview(FileId id, long bytes, long quota) {
    Optional<Upload> upload =
        find(id).filter(each -> each.isFinished() && each.message().isEmpty());
    long more = Upload.space(bytes) - previews.getOrDefault(id, 0L);
    if (upload.isEmpty() || space + more > quota) {
      return Optional.empty();
    }
    previews.put(id, Upload.space(bytes));
    space += more;
    Upload after = upload.get().with(upload.get().file().withPreview());
    byId.put(id, after);
    return Optional.of(after);
  }

  boolean erase(FileId id, UserId uploader) {
    boolean isOwn =
        find(id)
            .filter(each -> each.message().isEmpty() && each.uploader().equals(uploader))
            .isPresent();
    return isOwn && erased.add(id);
  }

  int expire(Instant time) {
    int before = erased.size();
    byId.values().stream()
        .filter(each -> each.message().isEmpty() && each.created().isBefore(time))
        .forEach(each -> erased.add(each.id()));
    return erased.size() - before;
  }

  List<FileId> erased(int limit) {
    return byId.values().stream().filter(this::isErased).map(Upload::id).limit(limit).toList();
  }

  void forget(Collection<FileId> ids) {
    for (FileId id : ids) {
      Upload upload = byId.get(id);
      if (upload != null && isErased(upload)) {
        byId.remove(id);
        erased.remove(id);
        byKey.remove(keys.remove(id));
        Long preview = previews.remove(id);
        space -= Upload.space(upload.length()) + (preview == null ? 0 : preview);
      }
    }
  }

  Map<FileId, Set<Part>> parts(Collection<FileId> ids) {
    Map<FileId, Set<Part>> parts = new HashMap<>();
    ids.stream()
        .filter(byId::containsKey)
        .forEach(
            id ->
                parts.put(
                    id,
                    previews.containsKey(id)
                        ? Set.of(Part.CONTENT, Part.PREVIEW)
                        : Set.of(Part.CONTENT)));
    return parts;
  }

  long space() {
    return space;
  }

  /** The decision on a message that binds uploads. */
  UploadRules.Decision decide(Draft draft, MessagePosted message) {
    Map<FileId, Upload> known = new HashMap<>();
    draft.condition().files().forEach(id -> find(id).ifPresent(each -> known.put(id, each)));
    return UploadRules.decide(draft, message, known);
  }

  /** Binds the files of a message that was stored. */
  void bind(MessagePosted message) {
    message
        .files()
        .forEach(
            file ->
                byId.computeIfPresent(
                    file.id(), (id, each) -> each.bound(message.room(), message.seq())));
  }
}
