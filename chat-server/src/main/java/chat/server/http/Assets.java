package chat.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page by their path, {@code /js/main.js} say. Thread-safe. */
public interface Assets {
  /** The file at {@code path}; empty when there is none. May read from the disk. */
  Optional<Asset> find(String path) throws IOException;

  /** Whether browsers may keep what they got, and ask whether it is still so. */
  boolean isCacheable();

  /** The files in the jar, each read once. */
  static Assets bundled() {
    return new Bundled();
  }

  /** The files below {@code directory}, read anew each time: for whoever works on the page. */
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

  /** Thread-safe by its concurrent map, which grows no further than the jar. */
  final class Bundled implements Assets {
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    @Override
    public Optional<Asset> find(String path) throws IOException {
      Asset known = assets.get(path);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<String> type = Paths.contentType(path);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = Assets.class.getResourceAsStream("/META-INF/resources" + path)) {
        if (in == null) {
          return Optional.empty();
        }
        Asset asset = Asset.of(in.readAllBytes(), type.get());
        assets.put(path, asset);
        return Optional.of(asset);
      }
    }

    @Override
    public boolean isCacheable() {
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
    public Optional<Asset> find(String path) throws IOException {
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
    public boolean isCacheable() {
      return false;
    }
  }
}
