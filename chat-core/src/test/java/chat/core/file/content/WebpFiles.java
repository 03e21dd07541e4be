package chat.core.file.content;

import static chat.core.file.content.ByteWriter.join;

import java.util.Base64;

/** WebP files. */
final class WebpFiles {
  /** One pixel, lossless, as a whole file. */
  static final byte[] PIXEL =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  private WebpFiles() {}

  /** The bitstream of {@link #PIXEL}, as a chunk. */
  static byte[] pixel() {
    return chunk("VP8L", java.util.Arrays.copyOfRange(PIXEL, 20, 33));
  }

  /** The begin of a lossy key frame of this size, which no decoder takes further. */
  static byte[] lossy(int width, int height) {
    return chunk(
        "VP8 ",
        new ByteWriter()
            .u8(0x10, 0, 0, 0x9D, 1, 0x2A)
            .u16LittleEndian(width)
            .u16LittleEndian(height)
            .u8(7, 7, 7)
            .done());
  }

  static byte[] extended(int flags, int width, int height) {
    return chunk(
        "VP8X",
        new ByteWriter()
            .u8(flags, 0, 0, 0)
            .u24LittleEndian(width - 1)
            .u24LittleEndian(height - 1)
            .done());
  }

  static byte[] frame(byte[]... chunks) {
    return chunk("ANMF", join(new byte[16], join(chunks)));
  }

  static byte[] chunk(String type, byte[] data) {
    ByteWriter out = new ByteWriter().text(type).u32LittleEndian(data.length).bytes(data);
    return data.length % 2 == 0 ? out.done() : out.u8(0).done();
  }

  static byte[] file(byte[]... chunks) {
    byte[] body = join(chunks);
    return new ByteWriter()
        .text("RIFF")
        .u32LittleEndian(body.length + 4)
        .text("WEBP")
        .bytes(body)
        .done();
  }
}
