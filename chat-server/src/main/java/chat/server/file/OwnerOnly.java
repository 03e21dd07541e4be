package chat.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * File permissions that give access to the owner only, as the files hold messages and secrets.
 * Stateless.
 */
public final class OwnerOnly {
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  /**
   * The attributes for a directory at {@code path}; none where the file system has no POSIX
   * permissions.
   */
  public static FileAttribute<?>[] directory(Path path) {
    return rights(path, "rwx------");
  }

  /**
   * The attributes for a file at {@code path}; none where the file system has no POSIX permissions.
   */
  public static FileAttribute<?>[] file(Path path) {
    return rights(path, FILE);
  }

  /**
   * Creates an empty file at {@code path} if there is none; an existing file is left unchanged.
   *
   * @throws IOException if it cannot be created
   */
  public static void makeFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path, file(path));
    }
  }

  /**
   * Removes the permissions of other users to the file at {@code path}, if the file system has
   * POSIX permissions.
   *
   * @throws IOException if that fails, for example because the file belongs to another user
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
