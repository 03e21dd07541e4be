package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with 100,000 parts: how much memory they take, and how often they are read. */
final class BoundsOfFilesTest {
  private static final int PARTS = 100_000;
  private static final int MEMORY_BYTES = 64 * 1024;

  /** What a JVM allocates for a class, a call or a lambda at its first use. */
  private static final int WARM_UPS = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A file of many parts, and how often an inspection may read it. */
  private static final class Large {
    private final String name;
    private final byte[] bytes;
    private final boolean inline;
    private final int timesRead;

    Large(String name, byte[] bytes, boolean inline, int timesRead) {
      this.name = name;
      this.bytes = bytes;
      this.inline = inline;
      this.timesRead = timesRead;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Large> files() {
    byte[] secret = ascii(Corpus.SECRET);
    byte[] pixel = WebpFiles.pixel();
    byte[] plain = JpegFiles.plain();
    return List.of(
        new Large("comments", JpegFiles.with(plain, times(JpegFiles.comment("?"))), true, 1),
        new Large("tables", JpegFiles.with(plain, times(kept())), true, 1),
        new Large(
            "mixed segments",
            JpegFiles.with(plain, times(join(kept(), JpegFiles.comment("?")))),
            true,
            1),
        new Large(
            "scans",
            JpegFiles.insert(plain, plain.length - 2, times(JpegFiles.segment(0xDA, new byte[6]))),
            true,
            1),
        new Large(
            "chunks",
            PngFiles.with(PngFiles.plain(), times(PngFiles.chunk("tEXt", secret))),
            true,
            1),
        new Large(
            "extensions",
            GifFiles.with(GifFiles.plain(), times(GifFiles.extension(0xFE, secret))),
            true,
            1),
        new Large(
            "empty blocks", GifFiles.with(GifFiles.plain(), times(GifFiles.extension(1))), true, 1),
        new Large(
            "RIFF chunks", WebpFiles.file(pixel, times(WebpFiles.chunk("EXIF", secret))), true, 2),
        new Large(
            "frames",
            WebpFiles.file(
                WebpFiles.extended(2, 1, 1),
                times(WebpFiles.frame(pixel, WebpFiles.chunk("MINE", secret)))),
            true,
            4),
        new Large("boxes", join(BoxFiles.FTYP, box("moov", times(box("udta", secret)))), true, 2),
        new Large(
            "tracks",
            join(BoxFiles.FTYP, box("moov", times(box("trak", box("mdia", box("free")))))),
            true,
            1),
        new Large(
            "items", join(AvifFiles.withMetadata(2, 2, "-"), times(box("uuid", secret))), true, 3),
        new Large("properties", avifWithProperties(), true, 4),
        new Large("locations", avifWithLocations(), true, 3),
        new Large("elements", matroska(), false, 1));
  }

  private static byte[] kept() {
    return JpegFiles.segment(0xDD, new byte[2]);
  }

  private static byte[] times(byte[] part) {
    byte[] all = new byte[part.length * PARTS];
    for (int i = 0; i < PARTS; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static byte[] avifWithProperties() {
    byte[] ispe = new ByteWriter().u32(0).u32(2).u32(2).done();
    return join(
        AvifFiles.FTYP,
        box(
            "meta",
            new byte[4],
            box("pitm", new ByteWriter().u32(0).u16(1).done()),
            box(
                "iprp",
                box("ipco", times(box("ispe", ispe))),
                box("ipma", new ByteWriter().u32(0).u32(1).u16(1).u8(1, 2).done()))));
  }

  /** Items that claim 65,535 extents of no bytes each. */
  private static byte[] avifWithLocations() {
    byte[] location = new ByteWriter().u16(9).u16(0).u16(0).u16(0xFFFF).done();
    byte[] ispe = new ByteWriter().u32(0).u32(2).u32(2).done();
    return join(
        AvifFiles.FTYP,
        box(
            "meta",
            new byte[4],
            box("pitm", new ByteWriter().u32(0).u16(1).done()),
            box(
                "iprp",
                box("ipco", box("ispe", ispe)),
                box("ipma", new ByteWriter().u32(0).u32(1).u16(1).u8(1, 1).done())),
            box(
                "iinf",
                new ByteWriter().u32(0).u16(1).done(),
                box("infe", new ByteWriter().u32(0x0200_0000).u16(2).u16(0).text("Exif").done())),
            box(
                "iloc",
                new ByteWriter().u32(0x0200_0000).u8(0, 0).u32(PARTS).done(),
                times(join(new byte[2], location)))));
  }

  private static byte[] matroska() {
    byte[] begin = MediaFiles.matroska("webm");
    byte[] segment = Arrays.copyOf(begin, begin.length - 31);
    return join(segment, times(new byte[] {(byte) 0xEC, (byte) 0x80}));
  }

  @ParameterizedTest
  @MethodSource("files")
  void takeLittleMemoryAndAreReadInOneGo(Large file) throws IOException {
    Discard sink = new Discard();
    for (int i = 0; i < WARM_UPS; i++) {
      FileContent.inspect(new MemoryFile(file.bytes));
      ((FileContent) FileContent.inspect(new MemoryFile(file.bytes)))
          .copyTo(new MemoryFile(file.bytes), sink);
    }
    MemoryFile inspected = new MemoryFile(file.bytes);
    MemoryFile copied = new MemoryFile(file.bytes);

    long start = allocated();
    FileContent content = (FileContent) FileContent.inspect(inspected);
    long afterInspection = allocated();
    content.copyTo(copied, sink);
    long afterCopy = allocated();

    assertEquals(file.inline, content.type().isInline());
    assertTrue(afterInspection - start <= MEMORY_BYTES, "inspect: " + (afterInspection - start));
    assertTrue(
        afterCopy - afterInspection <= MEMORY_BYTES, "copy: " + (afterCopy - afterInspection));
    assertReads(inspected, file.timesRead, file);
    assertReads(copied, file.timesRead + 1, file);
    assertFalse(sink.hasSecret && file.inline, "the secret is still there");
  }

  /** In windows of 8 KiB, each of which may be read once more at every turn. */
  private static void assertReads(MemoryFile channel, int times, Large file) {
    long bound = (long) (times * 1.1 * file.bytes.length) + 10 * 8 * 1024;
    assertTrue(
        channel.bytesRead() <= bound,
        () -> "read " + channel.bytesRead() + " of " + file.bytes.length + " bytes");
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Takes everything, in pieces that are seldom the offered ones. */
  private static final class Discard implements WritableByteChannel {
    private static final byte[] SECRET = ascii(Corpus.SECRET);
    private boolean hasSecret;
    private int matched;

    @Override
    public int write(ByteBuffer from) {
      int length = Math.min(from.remaining(), 1000);
      for (int i = 0; i < length; i++) {
        byte each = from.get();
        matched = each == SECRET[matched] ? matched + 1 : each == SECRET[0] ? 1 : 0;
        if (matched == SECRET.length) {
          hasSecret = true;
          matched = 0;
        }
      }
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
