package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

import java.util.ArrayList;
import java.util.List;

/** Files of every type whose metadata is removed; in the metadata of each, {@link #SECRET} is. */
public final class Corpus {
  static final String SECRET = "Secret-4711";
  private static final byte[] SECRET_BYTES = ascii(SECRET);

  private final List<Sample> samples = new ArrayList<>();

  private Corpus() {
    jpeg();
    png();
    gif();
    webp();
    video();
    avif();
  }

  /** A file. */
  public static final class Sample {
    private final String name;
    private final ContentType type;
    private final byte[] bytes;
    private final byte[] plain;

    Sample(String name, ContentType type, byte[] bytes, byte[] plain) {
      this.name = name;
      this.type = type;
      this.bytes = bytes;
      this.plain = plain;
    }

    /** As which it is recognized. */
    public ContentType type() {
      return type;
    }

    /** The whole file. */
    public byte[] bytes() {
      return bytes;
    }

    /** The same file without metadata, if the copy must equal it; else null. */
    byte[] plain() {
      return plain;
    }

    @Override
    public String toString() {
      return type + " " + name;
    }
  }

  public static List<Sample> samples() {
    return List.copyOf(new Corpus().samples);
  }

  private void add(ContentType type, String name, byte[] bytes, byte[] plain) {
    samples.add(new Sample(name, type, bytes, plain));
  }

  private void jpeg(String name, byte[] bytes, byte[] plain) {
    add(ContentType.JPEG, name, bytes, plain);
  }

  private void jpeg() {
    byte[] plain = JpegFiles.plain();
    byte[] exif = JpegFiles.exif(TiffFiles.phone(false, 1, SECRET));
    byte[] littleExif = JpegFiles.exif(TiffFiles.phone(true, 6, SECRET));
    byte[] otherExif = JpegFiles.exif(TiffFiles.phone(false, 3, SECRET));
    byte[] turned = JpegFiles.with(plain, Orientation.segment(6));
    jpeg("Exif of a phone", JpegFiles.with(plain, exif), plain);
    jpeg("Exif, little-endian, turned", JpegFiles.with(plain, littleExif), turned);
    jpeg("two Exif segments", JpegFiles.with(plain, littleExif, otherExif), turned);
    jpeg("XMP", JpegFiles.with(plain, JpegFiles.xmp(SECRET)), plain);
    jpeg("IPTC", JpegFiles.with(plain, segment(0xED, "Photoshop 3.0\0008BIM\4\4")), plain);
    jpeg("comment", JpegFiles.with(plain, JpegFiles.comment(SECRET)), plain);
    jpeg("GoPro", JpegFiles.with(plain, segment(0xE6, "GoPro\0")), plain);
    jpeg("content credentials", JpegFiles.with(plain, segment(0xEB, "JP")), plain);
    jpeg("JFXX thumbnail", JpegFiles.with(plain, segment(0xE0, "JFXX\0\20")), plain);
    byte[] thumbnail =
        new ByteWriter().text("JFIF\0\1\2").u8(0, 0, 1, 0, 1, 4, 1).text(SECRET + "!").done();
    byte[] noThumbnail = new ByteWriter().text("JFIF\0\1\2").u8(0, 0, 1, 0, 1, 0, 0).done();
    byte[] bare = JpegFiles.segment(0xE0, noThumbnail);
    jpeg(
        "JFIF thumbnail",
        JpegFiles.insert(plain, 2, JpegFiles.segment(0xE0, thumbnail)),
        JpegFiles.insert(plain, 2, bare));
    jpeg("bytes behind EOI", join(plain, SECRET_BYTES), plain);
    jpeg("several pictures", join(JpegFiles.with(plain, segment(0xE2, "MPF\0")), exif), plain);
    jpeg("motion photo", join(plain, BoxFiles.FTYP, box("moov", SECRET_BYTES)), plain);
    byte[] icc = JpegFiles.icc("profile");
    jpeg(
        "ICC profile and XMP",
        JpegFiles.with(plain, icc, JpegFiles.xmp(SECRET)),
        JpegFiles.with(plain, icc));
    byte[] adobe = JpegFiles.segment(0xEE, ascii("Adobe\0\144\0\0\0\0\1"));
    jpeg(
        "Adobe with more",
        JpegFiles.with(plain, segment(0xEE, "Adobe\0\144\0\0\0\0\1")),
        JpegFiles.with(plain, adobe));
    jpeg(
        "fill bytes", JpegFiles.with(plain, new byte[] {-1, -1}, JpegFiles.comment(SECRET)), plain);
    byte[] progressive = JpegFiles.progressive();
    byte[] between = join(JpegFiles.comment(SECRET), exif, JpegFiles.xmp(SECRET));
    int scan = JpegFiles.afterFirstScan(progressive);
    jpeg("progressive", JpegFiles.insert(progressive, scan, between), progressive);
    byte[] restarts = JpegFiles.restarts();
    jpeg("restart markers", JpegFiles.with(restarts, exif), restarts);
    jpeg("PDF inside", JpegFiles.with(plain, JpegFiles.comment("%PDF-1.4 " + SECRET)), plain);
  }

  private static byte[] segment(int code, String name) {
    return JpegFiles.segment(code, ascii(name + SECRET));
  }

  private void png(String name, byte[] bytes, byte[] plain) {
    add(ContentType.PNG, name, bytes, plain);
  }

  private void png() {
    byte[] plain = PngFiles.plain();
    byte[] text = PngFiles.chunk("tEXt", ascii("Comment\0" + SECRET));
    png(
        "eXIf",
        PngFiles.with(plain, PngFiles.chunk("eXIf", TiffFiles.phone(false, 1, SECRET))),
        plain);
    png("tEXt", PngFiles.with(plain, text), plain);
    png("tEXt at the end", PngFiles.atEnd(plain, text), plain);
    png("zTXt", PngFiles.with(plain, PngFiles.chunk("zTXt", ascii("Raw\0\0" + SECRET))), plain);
    String xmp = "XML:com.adobe.xmp\0\0\0\0\0" + SECRET;
    png("iTXt with XMP", PngFiles.with(plain, PngFiles.chunk("iTXt", ascii(xmp))), plain);
    png("tIME", PngFiles.with(plain, PngFiles.chunk("tIME", SECRET_BYTES)), plain);
    png("private chunk", PngFiles.with(plain, PngFiles.chunk("prVt", SECRET_BYTES)), plain);
    png("bytes behind IEND", join(plain, SECRET_BYTES), plain);
    String html = "<html><script>alert('" + SECRET + "')</script>";
    png("HTML inside", PngFiles.with(plain, PngFiles.chunk("tEXt", ascii("a\0" + html))), plain);
    png("HTML behind", join(plain, ascii(html)), plain);
    byte[] palette = PngFiles.palette();
    png("palette", PngFiles.atEnd(palette, text), palette);
    byte[] gamma = PngFiles.with(plain, PngFiles.chunk("gAMA", new byte[] {0, 0, -79, -113}));
    png("gamma stays", PngFiles.atEnd(gamma, text), gamma);
  }

  private void gif(String name, byte[] bytes, byte[] plain) {
    add(ContentType.GIF, name, bytes, plain);
  }

  private void gif() {
    byte[] plain = GifFiles.plain();
    byte[] comment = GifFiles.extension(0xFE, SECRET_BYTES, ascii("more"));
    gif("comment", GifFiles.with(plain, comment), plain);
    gif("XMP", GifFiles.with(plain, GifFiles.xmp("<x:xmpmeta>" + SECRET)), plain);
    gif(
        "application",
        GifFiles.with(plain, GifFiles.extension(0xFF, ascii("ANYTHING1.0"), SECRET_BYTES)),
        plain);
    byte[] loop = GifFiles.with(plain, GifFiles.LOOP);
    byte[] second = join(comment, GifFiles.blocks(plain), GifFiles.TRAILER);
    gif(
        "animation",
        join(GifFiles.withoutTrailer(loop), second),
        join(GifFiles.withoutTrailer(loop), GifFiles.blocks(plain), GifFiles.TRAILER));
    gif("bytes behind the trailer", join(plain, SECRET_BYTES), plain);
    gif(
        "script inside",
        GifFiles.with(plain, GifFiles.extension(0xFE, ascii("*/=1;alert('" + SECRET + "')//"))),
        plain);
  }

  private void webp(String name, byte[] bytes, byte[] plain) {
    add(ContentType.WEBP, name, bytes, plain);
  }

  private void webp() {
    byte[] pixel = WebpFiles.pixel();
    byte[] exif = WebpFiles.chunk("EXIF", TiffFiles.phone(true, 1, SECRET));
    byte[] xmp = WebpFiles.chunk("XMP ", SECRET_BYTES);
    byte[] icc = WebpFiles.chunk("ICCP", ascii("profile"));
    webp(
        "Exif and XMP",
        WebpFiles.file(WebpFiles.extended(0x2C, 1, 1), icc, pixel, exif, xmp),
        WebpFiles.file(WebpFiles.extended(0x20, 1, 1), icc, pixel));
    webp("Exif behind a simple file", WebpFiles.file(pixel, exif), WebpFiles.PIXEL);
    webp("bytes behind RIFF", join(WebpFiles.PIXEL, SECRET_BYTES), WebpFiles.PIXEL);
    webp(
        "unknown chunk",
        WebpFiles.file(pixel, WebpFiles.chunk("MINE", SECRET_BYTES)),
        WebpFiles.PIXEL);
    byte[] anim = WebpFiles.chunk("ANIM", new byte[6]);
    byte[] hidden = WebpFiles.chunk("MINE", SECRET_BYTES);
    byte[] zeros = WebpFiles.chunk("MINE", new byte[SECRET.length()]);
    webp(
        "animation",
        WebpFiles.file(
            WebpFiles.extended(6, 1, 1),
            anim,
            WebpFiles.frame(pixel, hidden),
            WebpFiles.frame(pixel),
            xmp),
        WebpFiles.file(
            WebpFiles.extended(2, 1, 1),
            anim,
            WebpFiles.frame(pixel, zeros),
            WebpFiles.frame(pixel)));
  }

  private void video() {
    VideoCorpus.samples(SECRET).forEach(samples::add);
  }

  private void avif() {
    add(ContentType.AVIF, "in mdat", AvifFiles.withMetadata(640, 480, SECRET), null);
    add(
        ContentType.AVIF,
        "in another order",
        AvifFiles.inAnotherOrder(AvifFiles.withMetadata(640, 480, SECRET)),
        null);
    add(ContentType.AVIF, "in idat", AvifFiles.withMetadataInside(SECRET), null);
    add(
        ContentType.AVIF,
        "uuid",
        join(
            AvifFiles.withMetadata(640, 480, "-"),
            box("uuid", ascii(BoxFiles.XMP_UUID), SECRET_BYTES)),
        null);
  }
}
