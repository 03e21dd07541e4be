package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of parts: those that are kept keep their order and their bytes. */
final class SegmentOrderTest {
  private static final int FILES = 200;

  private final ByteWriter mixed = new ByteWriter();
  private final ByteWriter kept = new ByteWriter();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofJpegStays(long seed) {
    int[] removed = {0xE1, 0xE3, 0xE5, 0xED, 0xEF, 0xFE};
    int[] stays = {0xC4, 0xDB, 0xDD};
    byte[] plain = JpegFiles.progressive();
    int scan = JpegFiles.afterFirstScan(plain);
    check(
        seed,
        random -> JpegFiles.segment(removed[random.nextInt(removed.length)], content(random)),
        random ->
            random.nextInt(4) == 0
                ? JpegFiles.icc(
                    new String(content(random), java.nio.charset.StandardCharsets.UTF_8))
                : JpegFiles.segment(stays[random.nextInt(stays.length)], content(random)),
        List.of(Arrays.copyOf(plain, JpegFiles.AFTER_JFIF)),
        List.of(
            Arrays.copyOfRange(plain, JpegFiles.AFTER_JFIF, scan),
            Arrays.copyOfRange(plain, scan, plain.length)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofPngStays(long seed) {
    List<String> removed = List.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt");
    List<String> stays = List.of("gAMA", "pHYs", "IDAT", "fdAT", "iCCP", "sRGB");
    byte[] plain = PngFiles.plain();
    check(
        seed,
        random -> PngFiles.chunk(removed.get(random.nextInt(removed.size())), content(random)),
        random -> PngFiles.chunk(stays.get(random.nextInt(stays.size())), content(random)),
        List.of(Arrays.copyOf(plain, PngFiles.AFTER_HEADER)),
        List.of(Arrays.copyOfRange(plain, PngFiles.AFTER_HEADER, plain.length)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofGifStays(long seed) {
    byte[] plain = GifFiles.plain();
    byte[] image = GifFiles.blocks(plain);
    check(
        seed,
        random ->
            random.nextBoolean()
                ? GifFiles.extension(0xFE, content(random), content(random))
                : GifFiles.extension(0xFF, ascii("SOMETHING.."), content(random)),
        random -> random.nextBoolean() ? image : GifFiles.LOOP,
        List.of(Arrays.copyOf(plain, GifFiles.blocksAt(plain))),
        List.of(join(image, GifFiles.TRAILER)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofWebpStays(long seed) {
    List<String> removed = List.of("EXIF", "XMP ", "abcd");
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(seed * FILES + i);
      ByteWriter all = new ByteWriter();
      ByteWriter some = new ByteWriter();
      byte[] begin = WebpFiles.extended(2, 1, 1);
      byte[] end = WebpFiles.frame(WebpFiles.pixel());
      for (int parts = random.nextInt(20); parts > 0; parts--) {
        if (random.nextBoolean()) {
          all.bytes(WebpFiles.chunk(removed.get(random.nextInt(3)), content(random)));
        } else {
          byte[] stays = random.nextBoolean() ? end : WebpFiles.chunk("ICCP", content(random));
          all.bytes(stays);
          some.bytes(stays);
        }
      }
      assertArrayEquals(
          WebpFiles.file(begin, some.done(), end),
          Cleaned.of(WebpFiles.file(begin, all.done(), end)).copy());
    }
  }

  private static byte[] content(Random random) {
    byte[] content = new byte[1 + random.nextInt(200)];
    random.nextBytes(content);
    return content;
  }

  /** Puts random parts between those of a file. */
  private static void check(
      long seed,
      Function<Random, byte[]> removed,
      Function<Random, byte[]> stays,
      List<byte[]> begin,
      List<byte[]> rest) {
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(seed * FILES + i);
      SegmentOrderTest file = new SegmentOrderTest();
      begin.forEach(file::addKept);
      for (byte[] each : rest) {
        for (int parts = random.nextInt(20); parts > 0; parts--) {
          if (random.nextBoolean()) {
            file.mixed.bytes(removed.apply(random));
          } else {
            file.addKept(stays.apply(random));
          }
        }
        file.addKept(each);
      }
      assertArrayEquals(file.kept.done(), Cleaned.of(file.mixed.done()).copy());
    }
  }

  private void addKept(byte[] part) {
    mixed.bytes(part);
    kept.bytes(part);
  }
}
