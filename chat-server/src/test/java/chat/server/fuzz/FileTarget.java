package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chat.core.file.content.ContentType;
import chat.core.file.content.Corpus.Sample;
import chat.core.file.content.FileContent;
import chat.core.file.content.Inspection;
import chat.core.file.content.MemoryFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;

/**
 * Any file has one outcome, is read a few times at most, and its copy has nothing more to remove.
 * Stateless.
 *
 * <p>The first byte of an input chooses the signature of a format, which is written over the file's
 * begin: so every input gets into one of the parsers.
 */
public final class FileTarget {
  /** Where a signature begins, as a character, and the signature. */
  private static final String[] SIGNATURES = {
    "\u0000\u00ff\u00d8\u00ff",
    "\u0000\u0089PNG\r\n\u001a\n",
    "\u0000GIF89a",
    "\u0008WEBP",
    "\u0004ftypisom",
    "\u0004ftypavif",
    "\u0000\u001aE\u00df\u00a3",
    "\u0000OggS\u0000\u0002",
    "\u0000ID3",
    "\u0004moov"
  };

  private static final int WINDOW_BYTES = 8 * 1024;

  private FileTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] file = Arrays.copyOfRange(input, 1, input.length);
    String signature = SIGNATURES[(input[0] & 0xFF) % SIGNATURES.length];
    byte[] bytes = signature.substring(1).getBytes(ISO_8859_1);
    if (file.length >= signature.charAt(0) + bytes.length) {
      System.arraycopy(bytes, 0, file, signature.charAt(0), bytes.length);
    }
    try {
      check(file);
    } catch (IOException e) {
      throw new AssertionError("memory can be read", e);
    }
  }

  /** The input that stands for a file. */
  static byte[] input(Sample sample) {
    int signature =
        switch (sample.type()) {
          case JPEG -> 0;
          case PNG -> 1;
          case GIF -> 2;
          case WEBP -> 3;
          case AVIF -> 5;
          case QUICKTIME -> 9;
          default -> 4;
        };
    byte[] input = new byte[1 + sample.bytes().length];
    input[0] = (byte) signature;
    System.arraycopy(sample.bytes(), 0, input, 1, sample.bytes().length);
    return input;
  }

  private static void check(byte[] file) throws IOException {
    MemoryFile source = new MemoryFile(file);
    Inspection inspection = FileContent.inspect(source);
    Require.that(source.bytesRead() <= 4L * file.length + 4 * WINDOW_BYTES, "it is read few times");
    if (!(inspection instanceof FileContent content)) {
      Require.that(
          inspection.type().kind() == ContentType.Kind.IMAGE, "only pictures are too large");
      return;
    }
    byte[] copy = copy(content, file);
    Require.that(copy.length == content.copyBytes(), "a copy has the length that was told");
    Require.that(content.isClean() == Arrays.equals(copy, file), "clean is what is its own copy");
    Require.that(content.isClean() || content.type().isInline(), "attachments stay as they are");
    Require.that(
        content.picture().isPresent() == (content.type().kind() == ContentType.Kind.IMAGE),
        "pictures have a size");
    Inspection again = FileContent.inspect(new MemoryFile(copy));
    Require.that(again.type() == content.type(), "a copy has the same type");
    Require.that(again instanceof FileContent same && same.isClean(), "and nothing to remove");
  }

  private static byte[] copy(FileContent content, byte[] file) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    content.copyTo(new MemoryFile(file), Channels.newChannel(copy));
    return copy.toByteArray();
  }
}
