package chat.core.file.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Arrays;

/** A file after its inspection, with its copy. */
final class Cleaned {
  private final FileContent content;
  private final byte[] copy;

  private Cleaned(FileContent content, byte[] copy) {
    this.content = content;
    this.copy = copy;
  }

  /** Inspects and copies a file that is accepted. */
  static Cleaned of(byte[] file) {
    return of(assertInstanceOf(FileContent.class, inspect(file)), file);
  }

  static Cleaned of(FileContent content, byte[] file) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try {
      content.copyTo(new MemoryFile(file), Channels.newChannel(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(content.copyBytes(), copy.size());
    byte[] bytes = copy.toByteArray();
    assertEquals(content.isClean(), Arrays.equals(bytes, file), "it says whether it is clean");
    return new Cleaned(content, bytes);
  }

  static Inspection inspect(byte[] file) {
    try {
      return FileContent.inspect(new MemoryFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FileContent content() {
    return content;
  }

  /** The bytes without metadata. */
  byte[] copy() {
    return copy;
  }

  ContentType type() {
    return content.type();
  }

  Picture picture() {
    return content.picture().orElseThrow();
  }

  boolean copyHas(String latin1) {
    return new String(copy, ISO_8859_1).contains(latin1);
  }
}
