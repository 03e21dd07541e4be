package chat.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.file.FileInfo;
import chat.core.file.content.ContentType;

/** How a browser shows a file, and under which name it saves it. Stateless. */
final class ContentDisposition {
  private static final String PLAIN = " !#$&+-.^_`|~()[]{}@,=";
  private static final String ATTR_CHARS = "!#$&+-.^_`|~"; // RFC 8187 3.2.1

  private ContentDisposition() {}

  /**
   * The value of the header in both forms of RFC 6266. Nothing of the name can end a parameter: in
   * the old form every character but letters, digits and harmless punctuation becomes an
   * underscore, in the other every byte but those of RFC 8187 is escaped.
   */
  static String of(FileInfo file) {
    return (isInline(file.type()) ? "inline" : "attachment")
        + "; filename=\""
        + plain(file.name())
        + "\"; filename*=UTF-8''"
        + escaped(file.name());
  }

  /** Whether browsers may show content of this type in the page's origin. */
  static boolean isInline(String mediaType) {
    return ContentType.Kind.of(mediaType) != ContentType.Kind.OTHER;
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .forEach(c -> plain.append(isAlphanumeric(c) || PLAIN.indexOf(c) >= 0 ? (char) c : '_'));
    return plain.toString();
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      int c = b & 0xff;
      if (isAlphanumeric(c) || ATTR_CHARS.indexOf(c) >= 0) {
        escaped.append((char) c);
      } else {
        escaped.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
      }
    }
    return escaped.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
