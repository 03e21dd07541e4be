package chat.server.http.assets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

/**
 * The list of the page's files with their hashes, which the service worker caches on the device: at
 * once, or those listed under {@code later} when they are first used. The version is a hash of all
 * files, so it changes whenever a file does. Immutable.
 */
final class ServiceWorkerManifest {
  /** The path of the service worker, into which the list is inserted. */
  static final String WORKER = "/service-worker.js";

  private static final String EMPTY = "const SHELL = { version: \"\", files: {}, later: {} };";

  /** Folders whose files most devices never need: these are cached when they are first used. */
  private static final List<String> LATER = List.of("/emoji/");

  private static final int VERSION_BYTES = 8;

  private final String description;

  /** The manifest of files by their paths, such as {@code /js/main.js}. */
  ServiceWorkerManifest(SortedMap<String, Asset> files) {
    JsonObject hashes = new JsonObject();
    JsonObject later = new JsonObject();
    files.forEach(
        (path, asset) ->
            (LATER.stream().anyMatch(path::startsWith) ? later : hashes)
                .addProperty(path.substring(1), integrity(asset)));
    JsonObject shell = new JsonObject();
    shell.addProperty("version", version(hashes.toString() + later));
    shell.add("files", hashes);
    shell.add("later", later);
    description = shell.toString();
  }

  /**
   * The service worker with the manifest in place of its empty one.
   *
   * @throws IllegalStateException if it has no empty manifest, which is a mistake in the build
   */
  byte[] fill(byte[] worker) {
    String script = new String(worker, UTF_8);
    if (!script.contains(EMPTY)) {
      throw new IllegalStateException(WORKER + " has no place for the page's files");
    }
    return script.replace(EMPTY, "const SHELL = " + description + ";").getBytes(UTF_8);
  }

  /** A hash in the format of Subresource Integrity. */
  private static String integrity(Asset asset) {
    return "sha256-" + Base64.getEncoder().encodeToString(sha256(asset.bytes()));
  }

  private static String version(String files) {
    return HexFormat.of().formatHex(sha256(files.getBytes(UTF_8)), 0, VERSION_BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
