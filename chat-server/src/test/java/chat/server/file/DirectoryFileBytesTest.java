package chat.server.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileBytesContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryFileBytesTest extends FileBytesContract {
  @TempDir Path folder;

  @Override
  protected FileBytes files() throws IOException {
    return DirectoryFileBytes.at(folder.resolve("files"));
  }

  @Override
  protected FileBytes again(FileBytes before) throws IOException {
    return files();
  }

  @Override
  protected void age() throws IOException {
    for (Path file : written()) {
      Files.setLastModifiedTime(file, FileTime.from(DAY));
    }
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void write(FileBytes files) throws IOException {
    try (Content content = files.write(ONE, Part.CONTENT)) {
      content.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      content.sync();
    }
  }

  @Test
  void givesNoAccessToOtherUsers() throws IOException {
    write(files());
    Path file = written().get(0);
    assertEquals(folder.resolve("files/01").resolve(ONE.value()), file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    for (Path up = file.getParent(); !up.equals(folder); up = up.getParent()) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(up)));
    }
  }

  @Test
  void followsNoSymbolicLinkInPlaceOfAFile() throws IOException {
    FileBytes files = files();
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path link = folder.resolve("files/01").resolve(ONE.value());
    Files.createSymbolicLink(link, secret);
    assertThrows(IOException.class, () -> files.read(ONE, Part.CONTENT));
    assertThrows(IOException.class, () -> files.write(ONE, Part.CONTENT));
    files.delete(ONE);
    assertFalse(Files.exists(link));
    assertEquals("secret", Files.readString(secret));
  }

  @Test
  void followsNoSymbolicLinkInPlaceOfAFolder() throws IOException {
    FileBytes files = files();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(ONE.value()), "secret");
    Files.delete(folder.resolve("files/01"));
    Files.createSymbolicLink(folder.resolve("files/01"), elsewhere);
    assertThrows(IOException.class, () -> files.read(ONE, Part.CONTENT));
    assertThrows(IOException.class, () -> write(files));
    assertThrows(IOException.class, () -> files.delete(ONE));
    assertThrows(IOException.class, () -> files.each(DAY, (id, part) -> {}));
    assertThrows(IOException.class, () -> DirectoryFileBytes.at(folder.resolve("files")));
    assertTrue(Files.exists(elsewhere.resolve(ONE.value())));
  }

  @Test
  void mayItselfBeASymbolicLink() throws IOException {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), volume);
    write(DirectoryFileBytes.at(link));
    assertTrue(Files.exists(volume.resolve("01").resolve(ONE.value())));
  }

  @Test
  void leavesFilesOfOthersAlone() throws IOException {
    FileBytes files = files();
    Path foreign = Files.writeString(folder.resolve("files/01/readme.txt"), "mine");
    age();
    files.each(
        DAY.plusSeconds(1),
        (id, part) -> {
          throw new AssertionError(id);
        });
    assertTrue(Files.exists(foreign));
  }
}
