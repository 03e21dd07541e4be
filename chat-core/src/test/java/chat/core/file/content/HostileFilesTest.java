package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.content.Corpus.Sample;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileFilesTest {
  private static final byte[] MOVIE = box("moov", BoxFiles.track("vide", false, 0));

  static List<Sample> samples() {
    return Corpus.samples();
  }

  private static void assertAttachment(byte[]... parts) {
    byte[] file = join(parts);
    Cleaned cleaned = Cleaned.of(file);
    assertEquals(ContentType.UNKNOWN, cleaned.type());
    assertArrayEquals(file, cleaned.copy());
  }

  /** Each byte of the structure, changed to what lies most. */
  @ParameterizedTest
  @MethodSource("samples")
  void haveOneOutcomeWhateverAByteSays(Sample sample) {
    for (int i = 0; i < sample.bytes().length; i++) {
      for (int value : new int[] {0, 0x7F, 0xFF}) {
        byte[] changed = sample.bytes().clone();
        changed[i] = (byte) value;
        assertOneOutcome(changed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void haveOneOutcomeWhateverIsMixed(Sample sample) {
    Random random = new Random(4711);
    byte[] bytes = sample.bytes();
    for (int i = 0; i < 500; i++) {
      byte[] mixed = bytes.clone();
      int length = random.nextInt(40);
      int from = random.nextInt(bytes.length - Math.min(length, bytes.length - 1));
      int to = 8 + random.nextInt(bytes.length - 8);
      length = Math.min(length, bytes.length - Math.max(from, to));
      System.arraycopy(bytes, from, mixed, to, length);
      assertOneOutcome(mixed);
    }
  }

  private static void assertOneOutcome(byte[] file) {
    if (Cleaned.inspect(file) instanceof FileContent content) {
      Cleaned cleaned = Cleaned.of(content, file);
      if (!cleaned.type().isInline()) {
        assertTrue(content.isClean());
      } else {
        assertTrue(
            Cleaned.inspect(cleaned.copy()).type().isInline(), "a copy is of the same family");
      }
    }
  }

  @Test
  void lieAboutLengthsOfJpeg() {
    byte[] plain = JpegFiles.plain();
    assertAttachment(JpegFiles.with(plain, new byte[] {-1, (byte) 0xE1, 0, 1}));
    assertAttachment(JpegFiles.with(plain, new byte[] {-1, (byte) 0xE1, -1, -1}));
    assertAttachment(JpegFiles.with(plain, new byte[] {0, 0}), plain);
    assertAttachment(new byte[] {-1, (byte) 0xD8, -1, (byte) 0xD9});
    assertAttachment(new byte[] {-1, (byte) 0xD8}, JpegFiles.segment(0xDA, new byte[6]));
    byte[] fill = new byte[100_000];
    Arrays.fill(fill, (byte) -1);
    assertAttachment(new byte[] {-1, (byte) 0xD8}, fill);
    assertArrayEquals(plain, Cleaned.of(JpegFiles.with(plain, fill)).copy());
  }

  /** Decoders take any number of fill bytes before stuffing and markers. */
  @Test
  void haveFillBytesInTheScan() {
    byte[] plain = JpegFiles.plain();
    byte[] filled = JpegFiles.insert(plain, plain.length - 2, new byte[] {-1, -1, 0, 1, -1, -1});

    Cleaned cleaned = Cleaned.of(filled);

    assertEquals(ContentType.JPEG, cleaned.type());
    assertArrayEquals(filled, cleaned.copy());
  }

  @Test
  void lieAboutLengthsOfPng() {
    byte[] plain = PngFiles.plain();
    for (long length : new long[] {0x7FFF_FFFF, 0x8000_0000L, 0xFFFF_FFFFL, plain.length}) {
      assertAttachment(
          PngFiles.with(plain, new ByteWriter().u32(length).text("tEXt").u32(0).done()));
    }
    assertAttachment(PngFiles.with(plain, PngFiles.chunk("CgBI", new byte[4])));
    assertAttachment(PngFiles.with(plain, PngFiles.chunk("IHDR", new byte[13])));
    assertAttachment(PngFiles.header(1, 1), PngFiles.chunk("IEND", new byte[0]));
    assertAttachment(PngFiles.withoutEnd(plain));
  }

  @Test
  void lieAboutLengthsOfWebp() {
    byte[] pixel = WebpFiles.pixel();
    byte[] shortFrame = WebpFiles.chunk("ANMF", new byte[14]);
    assertAttachment(WebpFiles.file(shortFrame));
    assertAttachment(WebpFiles.file(WebpFiles.extended(0, 1, 1)));
    assertAttachment(WebpFiles.file(WebpFiles.extended(0, 1, 1), shortFrame, pixel));
    assertAttachment(WebpFiles.file(pixel, WebpFiles.extended(0, 1, 1)));
    assertAttachment(WebpFiles.file(WebpFiles.chunk("EXIF", new byte[4]), pixel));
    assertAttachment(WebpFiles.file(pixel, new ByteWriter().text("EXIF").u32(-1).done()));
    assertAttachment(WebpFiles.file(pixel, new byte[4]));
    byte[] empty = WebpFiles.chunk("VP8L", new byte[0]);
    assertAttachment(WebpFiles.file(empty, WebpFiles.chunk("/abc", new byte[4])));
    byte[] lying = WebpFiles.file(pixel);
    lying[4] = (byte) (lying[4] + 2);
    assertAttachment(lying);
    Arrays.fill(lying, 4, 8, (byte) -1);
    assertAttachment(lying);
  }

  @Test
  void lieAboutLengthsOfBoxes() {
    for (long length : new long[] {2, 7, 0x7FFF_FFFF, 0xFFFF_FFFFL}) {
      byte[] lying = new ByteWriter().u32(length).text("udta").done();
      assertAttachment(BoxFiles.FTYP, MOVIE, lying);
      assertAttachment(BoxFiles.FTYP, box("moov", lying), box("mdat"));
    }
    for (long length : new long[] {0, 15, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      byte[] lying = new ByteWriter().u32(1).text("udta").u64(length).done();
      assertAttachment(BoxFiles.FTYP, MOVIE, lying);
      assertAttachment(BoxFiles.FTYP, box("moov", lying), box("mdat"));
    }
    byte[] open = new ByteWriter().u32(0).text("udta").done();
    assertAttachment(BoxFiles.FTYP, box("moov", open), box("mdat"));
    assertAttachment(BoxFiles.FTYP, box("mdat"));
    assertAttachment(BoxFiles.FTYP, MOVIE, ascii("trail"));
  }

  @Test
  void nestBoxesTooDeeply() {
    ByteWriter deep = new ByteWriter();
    for (int i = 20_000; i > 0; i--) {
      deep.u32(8L * i).text("moov");
    }
    assertAttachment(BoxFiles.FTYP, deep.done());
  }

  @Test
  void pointWithMetadataOfAvifAnywhere() {
    byte[] file = AvifFiles.withMetadata(3, 4, Corpus.SECRET);
    int iloc = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("iloc");
    int exifOffset = iloc + 4 + 4 + 2 + 2 + 16 + 8;
    for (int offset : new int[] {0, 20, iloc, file.length, Integer.MAX_VALUE, -1}) {
      byte[] lying = file.clone();
      byte[] number = new ByteWriter().u32(offset).done();
      System.arraycopy(number, 0, lying, exifOffset, 4);
      assertAttachment(lying);
    }
    byte[] empty = file.clone();
    Arrays.fill(empty, exifOffset + 4, exifOffset + 8, (byte) 0);
    assertAttachment(empty);
    byte[] outside = file.clone();
    outside[exifOffset - 3] = 1; // data in another file
    assertAttachment(outside);
  }

  @Test
  void becomeShorterMeanwhile() {
    byte[] file = JpegFiles.with(JpegFiles.plain(), JpegFiles.comment(Corpus.SECRET));
    FileContent content = Cleaned.of(file).content();
    for (byte[] changed : new byte[][] {new byte[50], Arrays.copyOf(file, file.length - 1)}) {
      assertThrows(IOException.class, () -> copy(content, changed));
    }
    byte[] longer = JpegFiles.with(JpegFiles.plain(), JpegFiles.icc("profile"));
    assertThrows(IOException.class, () -> copy(content, longer));
    FileContent unchanged = Cleaned.of(ascii("text")).content();
    assertThrows(IOException.class, () -> copy(unchanged, ascii("tex")));
    MemoryFile cut =
        new MemoryFile(ascii("text")) {
          @Override
          public long size() {
            return 5;
          }
        };
    assertThrows(EOFException.class, () -> FileContent.inspect(cut));
    assertFalse(content.isClean());
  }

  private static void copy(FileContent content, byte[] file) throws IOException {
    content.copyTo(new MemoryFile(file), Channels.newChannel(new ByteArrayOutputStream()));
  }
}
