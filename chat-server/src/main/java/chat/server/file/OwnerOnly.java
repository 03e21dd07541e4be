package chat.server.file;

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

  private static FileAttribute<?>[] rights(Path path, String rights) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
