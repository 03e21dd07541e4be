package chat.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FileBytes} must do. */
public abstract class FileBytesContract {
  protected static final FileId ONE = FileId.of("0123456789abcdef0123456789abcdef");
  protected static final FileId OTHER = FileId.of("fe23456789abcdef0123456789abcdef");

  /** When parts were last changed after {@link #age}. */
  protected static final Instant DAY = Instant.parse("2026-01-02T00:00:00Z");

  private FileBytes files;

  /** A store without files; called once before each test. */
  protected abstract FileBytes files() throws IOException;

  /** Opens the same files again, as a later process does. */
  protected abstract FileBytes again(FileBytes before) throws IOException;

  /** Makes all parts look as if they were last changed on {@link #DAY}. */
  protected abstract void age() throws IOException;

  @BeforeEach
  final void open() throws IOException {
    files = files();
  }

  private void write(FileId id, Part part, String text, long offset) throws IOException {
    try (Content content = files.write(id, part)) {
      content.write(ByteBuffer.wrap(text.getBytes(UTF_8)), offset);
      content.sync();
    }
  }

  private String read(FileId id, Part part) throws IOException {
    try (Content content = files.read(id, part)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) content.length());
      assertEquals(bytes.capacity(), content.read(bytes, 0));
      return new String(bytes.array(), UTF_8);
    }
  }

  @Test
  void keepsWhatIsWrittenPieceByPiece() throws IOException {
    write(ONE, Part.CONTENT, "Hello", 0);
    write(ONE, Part.CONTENT, ", world", 5);
    assertEquals("Hello, world", read(ONE, Part.CONTENT));
    files = again(files);
    assertEquals("Hello, world", read(ONE, Part.CONTENT));
  }

  @Test
  void keepsPartsAndFilesApart() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    write(ONE, Part.PREVIEW, "preview", 0);
    write(OTHER, Part.CONTENT, "other", 0);
    assertEquals("content", read(ONE, Part.CONTENT));
    assertEquals("preview", read(ONE, Part.PREVIEW));
    assertEquals("other", read(OTHER, Part.CONTENT));
    assertThrows(NoSuchFileException.class, () -> files.read(OTHER, Part.PREVIEW));
  }

  @Test
  void overwritesAndTruncates() throws IOException {
    write(ONE, Part.CONTENT, "abcdef", 0);
    write(ONE, Part.CONTENT, "XY", 2);
    assertEquals("abXYef", read(ONE, Part.CONTENT));
    try (Content content = files.write(ONE, Part.CONTENT)) {
      content.truncate(3);
      content.sync();
    }
    assertEquals("abX", read(ONE, Part.CONTENT));
  }

  @Test
  void rejectsWritesBeyondTheEnd() throws IOException {
    write(ONE, Part.CONTENT, "abc", 0);
    assertThrows(IOException.class, () -> write(ONE, Part.CONTENT, "late", 4));
    assertEquals("abc", read(ONE, Part.CONTENT));
  }

  @Test
  void readsRanges() throws IOException {
    write(ONE, Part.CONTENT, "0123456789", 0);
    try (Content content = files.read(ONE, Part.CONTENT)) {
      ByteBuffer four = ByteBuffer.allocate(4);
      assertEquals(4, content.read(four, 3));
      assertEquals("3456", new String(four.array(), UTF_8));
      four.clear();
      assertEquals(2, content.read(four, 8));
      assertEquals(0, content.read(four, 10));
      assertEquals(0, content.read(four, 99));
      assertEquals("89", new String(four.array(), 0, four.position(), UTF_8));
    }
  }

  @Test
  void replacesTheContentByItsCopy() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    assertThrows(NoSuchFileException.class, () -> files.replace(ONE, Part.CONTENT));
    write(ONE, Part.COPY, "copy", 0);
    assertEquals("content", read(ONE, Part.CONTENT));
    files.replace(ONE, Part.CONTENT);
    assertEquals("copy", read(ONE, Part.CONTENT));
    assertThrows(NoSuchFileException.class, () -> files.read(ONE, Part.COPY));
    files = again(files);
    assertEquals("copy", read(ONE, Part.CONTENT));
  }

  @Test
  void findsNothingThatWasDeleted() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    write(ONE, Part.PREVIEW, "preview", 0);
    files.delete(ONE);
    assertThrows(NoSuchFileException.class, () -> files.read(ONE, Part.CONTENT));
    assertThrows(NoSuchFileException.class, () -> files.read(ONE, Part.PREVIEW));
    files.delete(ONE);
    files = again(files);
    assertThrows(NoSuchFileException.class, () -> files.read(ONE, Part.CONTENT));
  }

  @Test
  void openContentIsReadOnAfterItsDeletion() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    try (Content open = files.read(ONE, Part.CONTENT)) {
      files.delete(ONE);
      ByteBuffer bytes = ByteBuffer.allocate(7);
      assertEquals(7, open.read(bytes, 0));
    }
  }

  @Test
  void listsOldPartsOnly() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    write(ONE, Part.COPY, "copy", 0);
    write(OTHER, Part.PREVIEW, "preview", 0);
    age();
    assertEquals(Set.of(), listed(DAY));
    assertEquals(
        Set.of(ONE + " CONTENT", ONE + " COPY", OTHER + " PREVIEW"), listed(DAY.plusSeconds(1)));
  }

  private Set<String> listed(Instant time) throws IOException {
    List<String> found = new ArrayList<>();
    files.each(time, (id, part) -> found.add(id + " " + part));
    return new TreeSet<>(found);
  }

  @Test
  void deletesOnePart() throws IOException {
    write(ONE, Part.CONTENT, "content", 0);
    write(ONE, Part.COPY, "copy", 0);
    files.delete(ONE, Part.COPY);
    files.delete(OTHER, Part.COPY);
    assertThrows(NoSuchFileException.class, () -> files.read(ONE, Part.COPY));
    assertEquals("content", read(ONE, Part.CONTENT));
  }
}
