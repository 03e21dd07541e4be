package chat.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file of the page. Immutable: nobody changes the array.
 *
 * @param bytes its content
 * @param contentType what it is
 * @param etag its content's hash. Jetty's own would be made of size and time, and every file of a
 *     reproducible jar has the same time, so a change of equal size would never be seen.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Asset(byte[] bytes, String contentType, String etag) {
  static Asset of(byte[] bytes, String contentType) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return new Asset(bytes, contentType, '"' + tag + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
