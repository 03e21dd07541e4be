package chat.server.files;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.ManualClock;
import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import chat.core.file.Upload;
import chat.core.file.UploadStore;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.server.file.DirectoryFileBytes;
import chat.server.file.ErasureLock;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSweepTest {
  @TempDir Path folder;
  private final Random random = new Random(1);
  private final ManualClock clock = new ManualClock();
  private final List<Throwable> failures = new ArrayList<>();
  private final UploadStore uploads = new MemoryStore(new Random(2)).uploadStore();
  private FileBytes bytes;
  private FileSweep sweep;
  private volatile boolean isBackedUp;

  @BeforeEach
  void open() throws IOException {
    bytes = DirectoryFileBytes.at(folder);
    sweep = new FileSweep(uploads, bytes, this::inTurn, clock, new CriticalThreads(failures::add));
  }

  @AfterEach
  void close() {
    sweep.close();
    assertEquals(List.of(), failures);
  }

  private void inTurn(ErasureLock.Work work) throws IOException {
    if (!isBackedUp) {
      work.run();
    }
  }

  private FileId upload() throws IOException {
    FileId id = FileId.random(random);
    Upload upload =
        Upload.begin(
            RoomId.of("room"),
            ADA.id(),
            Optional.empty(),
            clock.instant(),
            3,
            FileInfo.undescribed(id, 3));
    done(uploads.create(upload, UploadStore.Bounds.NONE));
    write(id, Part.CONTENT);
    return id;
  }

  private void write(FileId id, Part part) throws IOException {
    try (Content content = bytes.write(id, part)) {
      content.write(ByteBuffer.wrap(new byte[3]), 0);
    }
    for (Path path : paths()) {
      if (path.getFileName().toString().startsWith(id.value())) {
        Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
      }
    }
  }

  private List<Path> paths() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private Set<String> stored() throws IOException {
    Set<String> names = new TreeSet<>();
    paths().forEach(path -> names.add(path.getFileName().toString()));
    return names;
  }

  @Test
  void deletesWhatIsErased() throws IOException {
    FileId gone = upload();
    write(gone, Part.PREVIEW);
    FileId stays = upload();
    done(uploads.erase(gone, ADA.id()));
    sweep.runNow();
    assertEquals(Set.of(stays.value()), stored());
    assertEquals(List.of(), done(uploads.erased(9)));
    assertEquals(Upload.BLOCK_BYTES, done(uploads.space()));
  }

  @Test
  void deletesUnboundUploadsAfterADay() throws IOException {
    FileId old = upload();
    clock.pass(FileSweep.UNBOUND.minusSeconds(1));
    FileId late = upload();
    sweep.runNow();
    assertEquals(2, stored().size());
    clock.pass(Duration.ofSeconds(2));
    sweep.runNow();
    assertEquals(Set.of(late.value()), stored());
    assertEquals(Optional.empty(), done(uploads.upload(old)));
  }

  @Test
  void deletesBytesWithoutStateOnceTheyAreOld() throws IOException {
    FileId orphan = FileId.random(random);
    write(orphan, Part.CONTENT);
    FileId known = upload();
    sweep.runNow();
    assertEquals(2, stored().size());
    clock.pass(FileSweep.ORPHANED.plusSeconds(1));
    sweep.runNow();
    assertEquals(Set.of(known.value()), stored());
  }

  @Test
  void deletesCopiesAndPreviewsThatACrashHasLeft() throws IOException {
    FileId file = upload();
    write(file, Part.COPY);
    write(file, Part.PREVIEW);
    FileId shown = upload();
    write(shown, Part.PREVIEW);
    Upload begun = done(uploads.upload(shown)).orElseThrow();
    done(uploads.change(begun, begun.finished(begun.file())));
    done(uploads.preview(shown, 3, Long.MAX_VALUE));
    sweep.runNow();
    assertEquals(5, stored().size());
    clock.pass(FileSweep.ORPHANED.plusSeconds(1));
    sweep.runNow();
    assertEquals(Set.of(file.value(), shown.value(), shown + ".preview"), stored());
  }

  @Test
  void deletesNothingWhileABackupCopiesTheFiles() throws IOException {
    FileId gone = upload();
    done(uploads.erase(gone, ADA.id()));
    isBackedUp = true;
    sweep.runNow();
    assertEquals(Set.of(gone.value()), stored());
    isBackedUp = false;
    sweep.runNow();
    assertEquals(Set.of(), stored());
  }

  @Test
  void finishesWhatACrashHasInterrupted() throws IOException {
    FileId gone = upload();
    done(uploads.erase(gone, ADA.id()));
    bytes.delete(gone); // and then the server was killed
    sweep.runNow();
    assertEquals(List.of(), done(uploads.erased(9)));
    assertEquals(0, done(uploads.space()));
  }
}
