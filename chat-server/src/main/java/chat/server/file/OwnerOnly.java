package chat.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The rights of what is made: nobody else reads what people said, or a secret. Stateless. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** For a directory at {@code path}: none where the file system knows no such rights. */
  public static FileAttribute<?>[] directory(Path path) {
    return rights(path, "rwx------");
  }

  /** For a file at {@code path}: none where the file system knows no such rights. */
  public static FileAttribute<?>[] file(Path path) {
    return rights(path, "rw-------");
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

  private static FileAttribute<?>[] rights(Path path, String rights) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
