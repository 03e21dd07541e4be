package chat.core.simulation;

import chat.core.command.message.SetAlt;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.UploadStore;
import chat.core.memory.MemoryStore;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/**
 * The uploads of a simulation, created in the store without its faults, and what must hold of the
 * messages that bind them. Confined to the simulation.
 */
final class SimulatedFiles {
  private final MemoryStore truth;
  private final UploadStore uploads;
  private final Random random;
  private final Map<FileId, Upload> made = new HashMap<>();
  private final Map<FileId, MessagePosted> bound = new HashMap<>();
  private String fault = "";

  /**
   * @param random for this alone, so that the rest of a history does not depend on files
   */
  SimulatedFiles(MemoryStore truth, Random random) {
    this.truth = truth;
    this.uploads = truth.uploadStore();
    this.random = random;
  }

  /** Uploads for a message of a user, usually none; some are not to be bound by it. */
  List<FileId> choose(User user, RoomId room, Instant at) {
    List<FileId> chosen = new ArrayList<>();
    if (random.nextInt(5) == 0) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        chosen.add(upload(user, room, at, random.nextInt(10) > 0));
      }
    }
    if (!made.isEmpty() && random.nextInt(50) == 0) {
      List<FileId> all = made.keySet().stream().sorted().toList();
      FileId old = all.get(random.nextInt(all.size()));
      if (!chosen.contains(old)) {
        chosen.add(old);
      }
    }
    return chosen;
  }

  private FileId upload(User user, RoomId room, Instant at, boolean isFinished) {
    FileId id = FileId.random(random);
    Upload upload =
        Upload.begin(room, user.id(), Optional.empty(), at, 3, FileInfo.undescribed(id, 3));
    done(uploads.create(upload, UploadStore.Bounds.NONE));
    if (isFinished) {
      done(uploads.change(upload, upload.finished(upload.file())));
      made.put(id, upload);
    }
    if (random.nextInt(30) == 0) {
      done(uploads.erase(id, user.id()));
      made.remove(id);
    }
    return id;
  }

  /** Describes, now and then, a file that a message has, or a message that has no such file. */
  Optional<SetAlt> describe(RoomId room, long message, String key) {
    if (bound.isEmpty() || random.nextInt(4) > 0) {
      return Optional.empty();
    }
    List<FileId> all = bound.keySet().stream().sorted().toList();
    FileId file = all.get(random.nextInt(all.size()));
    MessagePosted posted = bound.get(file);
    String alt = random.nextInt(3) == 0 ? "" : "A lake " + random.nextInt(3);
    return Optional.of(
        random.nextInt(8) == 0
            ? new SetAlt(room, message, file, alt, key)
            : new SetAlt(posted.room(), posted.seq(), file, alt, key));
  }

  /** Takes events in the order of their commits. */
  void stored(List<RoomEvent> events) {
    for (RoomEvent event : events) {
      if (event instanceof MessagePosted message) {
        message.files().forEach(file -> bound(message, file));
      }
    }
  }

  private void bound(MessagePosted message, FileInfo file) {
    Upload upload = made.get(file.id());
    UserId author = message.author().id();
    MessagePosted before = bound.putIfAbsent(file.id(), message);
    boolean isPlaced =
        upload != null
            && (upload.room().equals(message.room())
                || Conversation.of(message.room()).isPresent());
    if (before != null || !isPlaced || !upload.uploader().equals(author)) {
      fault = message + " has bound " + upload + ", which is bound by " + before;
    }
  }

  /** Checks what was bound, and that a bound file exists exactly as long as its message has it. */
  void check() {
    if (!fault.isEmpty()) {
      throw new Checker.Violation("I2", fault);
    }
    for (FileId id : made.keySet()) {
      MessagePosted message = bound.get(id);
      boolean exists = done(uploads.upload(id)).isPresent();
      if (message != null && exists != has(message, id)) {
        throw new Checker.Violation("I12", id + " exists: " + exists + ", bound by " + message);
      } else if (message == null && !exists) {
        throw new Checker.Violation("I12", id + " is lost");
      }
    }
  }

  private boolean has(MessagePosted message, FileId id) {
    if (done(truth.log().heads(List.of(message.room()))).isEmpty()) {
      return false;
    }
    LogPage page = done(truth.log().messages().messages(message.room(), List.of(message.seq())));
    return page.events().stream()
        .map(MessagePosted.class::cast)
        .filter(each -> !each.isDeleted())
        .flatMap(each -> each.files().stream())
        .anyMatch(file -> file.id().equals(id));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
