package chat.server.http.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page in one content coding. Immutable: the array is never modified.
 *
 * @param bytes its encoded content
 * @param contentType its media type
 * @param etag a hash of its content. Jetty's own would consist of size and time, and every file of
 *     a reproducible jar has the same time, so a change of equal size would go unnoticed.
 * @param gzip the same file in the coding gzip, where that is shorter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Asset(byte[] bytes, String contentType, String etag, Optional<Asset> gzip) {
  static Asset of(byte[] bytes, String contentType) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      byte[] shorter = isPacked(contentType) ? bytes : pack(bytes);
      Optional<Asset> gzip =
          shorter.length < bytes.length
              ? Optional.of(
                  new Asset(shorter, contentType, '"' + tag + "-gzip\"", Optional.empty()))
              : Optional.empty();
      return new Asset(bytes, contentType, '"' + tag + '"', gzip);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether browsers display it as a document. */
  boolean isDocument() {
    return contentType.startsWith("text/html");
  }

  private static boolean isPacked(String contentType) {
    return contentType.startsWith("font/")
        || (contentType.startsWith("image/") && !contentType.endsWith("xml"));
  }

  /** Compresses at the highest level: it happens once for each file of the jar. */
  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length);
    try (GZIPOutputStream out = new Thorough(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to an array", e);
    }
    return packed.toByteArray();
  }

  /** GZIP at the highest compression level. Confined to one call. */
  private static final class Thorough extends GZIPOutputStream {
    Thorough(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
