package chat.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of what is made: nobody else reads what people said, or a secret. Stateless. */
public final class OwnerOnly {
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  /** For a directory at {@code path}: none where the file system knows no such rights. */
  public static FileAttribute<?>[] directory(Path path) {
    return rights(path, "rwx------");
  }

  /** For a file at {@code path}: none where the file system knows no such rights. */
  public static FileAttribute<?>[] file(Path path) {
    return rights(path, FILE);
  }

  /**
   * Makes an empty file at {@code path} when there is none; one that is there stays as it is.
   *
   * @throws IOException if it cannot be made
   */
  public static void makeFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path, file(path));
    }
  }

  /**
   * Takes the rights of others to the file at {@code path}, where the file system knows them.
   *
   * @throws IOException if that cannot be done, because the file is another user's, say
   */
  public static void restrict(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(FILE));
    }
  }

  private static FileAttribute<?>[] rights(Path path, String rights) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
