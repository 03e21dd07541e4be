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

/** The files of the page by their path, {@code /js/main.js} say. Thread-safe. */
public interface Assets {
  /**
   * The file at {@code path}, empty when there is none; fails with an {@link IOException}, which
   * may be the cause of another, when it cannot be read. Files that may change are read from the
   * disk by the caller's thread; those that are fixed never make it wait.
   */
  CompletionStage<Optional<Asset>> find(String path);

  /**
   * Reads now what is read once, so that nobody has to wait for it. Returns before that is done.
   */
  default void read() {}

  /**
   * Whether no file ever changes. Then all are read once, and browsers may keep each and ask
   * whether they have the latest.
   */
  boolean isFixed();

  /**
   * The files in the jar; its service worker learns of all the others.
   *
   * @param reader reads them all, when the first is asked for or before
   */
  static Assets bundled(Executor reader) {
    return new Bundled(reader);
  }

  /**
   * The files below {@code directory}, read anew each time: for whoever works on the page. Their
   * service worker keeps nothing, so that what was changed is seen.
   */
  static Assets below(Path directory) {
    return new Below(directory);
  }

  /** The kinds of files that a page is made of, by their names' ends; others are not served. */
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

    /** No dot begins a name, so no way leads up and no hidden file out. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private Paths() {}

    /** The type of the file at {@code path}; empty when no file of the page can be there. */
    static Optional<String> contentType(String path) {
      return PATH.matcher(path).matches()
          ? Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
          : Optional.empty();
    }
  }

  /** Thread-safe by its monitor, which is held for a moment. */
  final class Bundled implements Assets {
    private static final String ROOT = "/META-INF/resources";

    private final Executor reader;
    private CompletableFuture<Map<String, Asset>> files; // null before, and after a failure

    private Bundled(Executor reader) {
      this.reader = reader;
    }

    @Override
    public CompletionStage<Optional<Asset>> find(String path) {
      return files().thenApply(all -> Optional.ofNullable(all.get(path)));
    }

    @Override
    public void read() {
      files().exceptionally(failure -> Map.of()); // whoever asks for a file is told
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
                .fill(bytes(ServiceWorkerManifest.WORKER)); // which cannot know its own hash
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
        jar.setUseCaches(false); // else closing it closes what others read from
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

  /** Immutable. */
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
