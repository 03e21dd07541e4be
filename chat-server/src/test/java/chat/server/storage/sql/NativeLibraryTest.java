package chat.server.storage.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

final class NativeLibraryTest {
  private Path data;

  @TempDir Path folder;

  @BeforeEach
  void make() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    set(data, "rwx------");
  }

  @Test
  void writesTheShippedLibraryForItsOwnerOnly() throws Exception {
    Path library = NativeLibrary.write(data);

    assertArrayEquals(shipped(), Files.readAllBytes(library));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(library)));
    Path parent = library.getParent();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)));
  }

  @Test
  void replacesFilesOfEarlierStartsAndOthers() throws Exception {
    Path library = NativeLibrary.write(data);
    Files.writeString(library, "planted");
    Files.writeString(library.resolveSibling("libsqlitejdbc.so.4711.part"), "half of it");

    assertEquals(library, NativeLibrary.write(data));
    assertArrayEquals(shipped(), Files.readAllBytes(library));
    try (Stream<Path> files = Files.list(library.getParent())) {
      assertEquals(List.of(library), files.toList());
    }
  }

  @Test
  void replacesALinkAndNotItsTarget() throws Exception {
    Path library = NativeLibrary.write(data);
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "kept");
    Files.delete(library);
    Files.createSymbolicLink(library, elsewhere);

    NativeLibrary.write(data);

    assertTrue(Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS));
    assertEquals("kept", Files.readString(elsewhere));
  }

  @Test
  void usesNoFolderThatOthersCanWriteTo() throws Exception {
    set(data, "rwxrwxrwx");
    assertThrows(IOException.class, () -> NativeLibrary.write(data));
    set(data, "rwx------");
    set(Files.createDirectory(data.resolve(NativeLibrary.FOLDER)), "rwxrwx---");
    assertThrows(IOException.class, () -> NativeLibrary.write(data));
  }

  @Test
  void usesNoLinkToAFolder() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    set(elsewhere, "rwx------");
    Files.createSymbolicLink(data.resolve(NativeLibrary.FOLDER), elsewhere);

    assertThrows(IOException.class, () -> NativeLibrary.write(data));
  }

  private static void set(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  private static byte[] shipped() throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }
}
