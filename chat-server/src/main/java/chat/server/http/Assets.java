package chat.server.http;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the page by their path, {@code /js/main.js} say. Thread-safe. */
public interface Assets {
  /** The file at {@code path}; empty when there is none. May read it from the disk. */
  Optional<Asset> find(String path) throws IOException;

  /**
   * Whether no file ever changes. Then each is read once, and browsers may keep it and ask whether
   * they have the latest.
   */
  boolean isFixed();

  /** The files in the jar, each read once; its service worker learns of all the others. */
  static Assets bundled() {
    return new Bundled();
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

  /** Thread-safe by its concurrent map, which grows no further than the jar. */
  final class Bundled implements Assets {
    private static final String ROOT = "/META-INF/resources";

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
      try (InputStream in = Assets.class.getResourceAsStream(ROOT + path)) {
        if (in == null) {
          return Optional.empty();
        }
        byte[] bytes = in.readAllBytes();
        if (path.equals(Shell.WORKER)) {
          bytes = shell().fill(bytes);
        }
        Asset asset = Asset.of(bytes, type.get());
        assets.put(path, asset);
        return Optional.of(asset);
      }
    }

    /** All files but the worker itself, which cannot know its own hash. */
    private Shell shell() throws IOException {
      SortedMap<String, Asset> files = new TreeMap<>();
      for (String path : paths()) {
        if (!path.equals(Shell.WORKER)) {
          find(path).ifPresent(asset -> files.put(path, asset));
        }
      }
      return new Shell(files);
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
    public boolean isFixed() {
      return false;
    }
  }
}
