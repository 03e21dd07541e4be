package chat.server.http.assets;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the page by their path, such as {@code /js/main.js}. Thread-safe. */
public interface Assets {
  /**
   * The file at {@code path}, empty when there is none; fails with an {@link IOException}, possibly
   * as the cause of another exception, when it cannot be read. Files that may change are read from
   * disk on the caller's thread; fixed files never block it.
   */
  CompletionStage<Optional<Asset>> find(String path);

  /**
   * Starts to load fixed files, so that the first request need not wait for that. Returns at once.
   */
  default void read() {}

  /**
   * Whether the files never change. Then all are read once, and browsers may cache and revalidate
   * them.
   */
  boolean isFixed();

  /**
   * The files in the jar. The service worker is filled with the list of all others.
   *
   * @param reader loads them all, at the first request at the latest
   */
  static Assets bundled(Executor reader) {
    return new Bundled(reader);
  }

  /**
   * The files below {@code directory}, read again on each request, for development of the page. The
   * service worker caches nothing then, so that changes are visible.
   */
  static Assets below(Path directory) {
    return new Below(directory);
  }

  /** The content types of the page's files by file extension; other files are not served. */
  final class Paths {
    private static final Map<String, String> TYPES =
        Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /** No segment begins with a dot, which excludes path traversal and hidden files. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private Paths() {}

    /** The content type of {@code path}; empty when the page cannot have such a file. */
    static Optional<String> contentType(String path) {
      return PATH.matcher(path).matches()
          ? Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
          : Optional.empty();
    }
  }

  /** The files in the jar. Thread-safe by its monitor, which is held briefly. */
  final class Bundled implements Assets {
    private static final String ROOT = "/META-INF/resources";

    private final Executor reader;
    private CompletableFuture<Map<String, Asset>> files; // null before the first use

    private Bundled(Executor reader) {
      this.reader = reader;
    }

    @Override
    public CompletionStage<Optional<Asset>> find(String path) {
      return files().thenApply(all -> Optional.ofNullable(all.get(path)));
    }

    @Override
    public void read() {
      files().exceptionally(failure -> Map.of()); // reported when a file is requested
    }

    private synchronized CompletableFuture<Map<String, Asset>> files() {
      if (files == null || files.isCompletedExceptionally()) {
        files = CompletableFuture.supplyAsync(Bundled::all, reader);
      }
      return files;
    }

    private static Map<String, Asset> all() {
      SortedMap<String, Asset> all = new TreeMap<>();
      try {
        for (String path : paths()) {
          Optional<String> type = Paths.contentType(path);
          if (type.isPresent() && !path.equals(ServiceWorkerManifest.WORKER)) {
            all.put(path, Asset.of(bytes(path), type.get()));
          }
        }
        byte[] worker =
            new ServiceWorkerManifest(all)
                .fill(bytes(ServiceWorkerManifest.WORKER)); // cannot contain its own hash
        Asset asset =
            Asset.of(worker, Paths.contentType(ServiceWorkerManifest.WORKER).orElseThrow());
        all.put(ServiceWorkerManifest.WORKER, asset);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return all;
    }

    private static byte[] bytes(String path) throws IOException {
      try (InputStream in = Assets.class.getResourceAsStream(ROOT + path)) {
        if (in == null) {
          throw new FileNotFoundException(path);
        }
        return in.readAllBytes();
      }
    }

    private static List<String> paths() throws IOException {
      URL page = Assets.class.getResource(ROOT + "/index.html");
      if (page.openConnection() instanceof JarURLConnection jar) {
        jar.setUseCaches(false); // otherwise closing it would close it for other readers
        try (JarFile file = jar.getJarFile()) {
          String root = ROOT.substring(1);
          return file.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith(root) && !name.endsWith("/"))
              .map(name -> name.substring(root.length()))
              .toList();
        }
      }
      Path root = Path.of(URI.create(page.toString())).getParent();
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> "/" + root.relativize(file).toString().replace(File.separatorChar, '/'))
            .toList();
      }
    }

    @Override
    public boolean isFixed() {
      return true;
    }
  }

  /** The files below a directory. Immutable. */
  final class Below implements Assets {
    private final Path directory;

    private Below(Path directory) {
      this.directory = directory;
    }

    @Override
    public CompletionStage<Optional<Asset>> find(String path) {
      try {
        return CompletableFuture.completedFuture(read(path));
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private Optional<Asset> read(String path) throws IOException {
      Optional<String> type = Paths.contentType(path);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      Path file = directory.resolve(path.substring(1));
      return Files.isRegularFile(file)
          ? Optional.of(Asset.of(Files.readAllBytes(file), type.get()))
          : Optional.empty();
    }

    @Override
    public boolean isFixed() {
      return false;
    }
  }
}
