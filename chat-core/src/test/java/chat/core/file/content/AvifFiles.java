package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.ByteWriter.ascii;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** AVIF files, whose picture is no AV1: what decodes it is not tested here. */
final class AvifFiles {
  static final byte[] FTYP = BoxFiles.ftyp("avif", "avif", "mif1", "miaf");
  static final byte[] PIXELS = ascii("not really AV1");

  /** Bytes of a location of one extent. */
  private static final int LOCATION_BYTES = 16;

  private AvifFiles() {}

  /** A picture with Exif and XMP behind its pixels in {@code mdat}. */
  static byte[] withMetadata(int width, int height, String secret) {
    byte[] exif = ascii("\0\0\0\0" + secret);
    byte[] xmp = ascii("<x:xmpmeta>" + secret);
    int length = FTYP.length + meta(width, height, 0, exif.length, xmp.length, false).length;
    return new ByteWriter()
        .bytes(FTYP)
        .bytes(meta(width, height, length + 8, exif.length, xmp.length, false))
        .bytes(box("mdat", PIXELS, exif, xmp))
        .done();
  }

  /** The same file with the locations of Exif and XMP exchanged in {@code iloc}. */
  static byte[] inAnotherOrder(byte[] file) {
    int exif = new String(file, ISO_8859_1).indexOf("iloc") + 12 + LOCATION_BYTES;
    byte[] changed = file.clone();
    System.arraycopy(file, exif, changed, exif + LOCATION_BYTES, LOCATION_BYTES);
    System.arraycopy(file, exif + LOCATION_BYTES, changed, exif, LOCATION_BYTES);
    return changed;
  }

  /** The same in {@code idat}, in the {@code meta} box. */
  static byte[] withMetadataInside(String secret) {
    byte[] exif = ascii("\0\0\0\0" + secret);
    byte[] meta = meta(3, 4, 0, exif.length, 0, true, box("idat", PIXELS, exif));
    return new ByteWriter().bytes(FTYP).bytes(meta).done();
  }

  /** A picture that is turned by further properties. */
  static byte[] turned(byte[]... properties) {
    return ByteWriter.join(FTYP, meta(3, 4, 0, 1, 0, true, properties, box("idat", new byte[15])));
  }

  static byte[] meta(
      int width, int height, int at, int exif, int xmp, boolean inside, byte[]... more) {
    return meta(width, height, at, exif, xmp, inside, new byte[0][], more);
  }

  private static byte[] meta(
      int width,
      int height,
      int at,
      int exif,
      int xmp,
      boolean inside,
      byte[][] properties,
      byte[]... more) {
    byte[] iloc =
        new ByteWriter()
            .u32(0x0100_0000)
            .u8(0x44, 0)
            .u16(xmp > 0 ? 3 : 2)
            .bytes(location(1, inside, at, PIXELS.length))
            .bytes(location(2, inside, at + PIXELS.length, exif))
            .bytes(xmp > 0 ? location(3, inside, at + PIXELS.length + exif, xmp) : new byte[0])
            .done();
    byte[] iinf =
        new ByteWriter()
            .u32(0)
            .u16(xmp > 0 ? 3 : 2)
            .bytes(item(1, "av01"))
            .bytes(item(2, "Exif"))
            .bytes(xmp > 0 ? item(3, "mime") : new byte[0])
            .done();
    byte[] ispe = new ByteWriter().u32(0).u32(width).u32(height).done();
    ByteWriter ipma = new ByteWriter().u32(0).u32(1).u16(1).u8(2 + properties.length);
    for (int i = 0; i < 2 + properties.length; i++) {
      ipma.u8(0x81 + i);
    }
    byte[] ipco = ByteWriter.join(box("av1C", new byte[4]), box("ispe", ispe));
    return box(
        "meta",
        new byte[4],
        box("hdlr", new byte[8], ascii("pict"), new byte[13]),
        box("pitm", new ByteWriter().u32(0).u16(1).done()),
        box("iloc", iloc),
        box("iinf", iinf),
        box("iprp", box("ipco", ipco, ByteWriter.join(properties)), box("ipma", ipma.done())),
        ByteWriter.join(more));
  }

  private static byte[] location(int item, boolean inside, int at, int length) {
    return new ByteWriter().u16(item).u16(inside ? 1 : 0).u16(0).u16(1).u32(at).u32(length).done();
  }

  private static byte[] item(int id, String type) {
    return box("infe", new ByteWriter().u32(0x0200_0000).u16(id).u16(0).text(type).u8(0).done());
  }
}
