package chat.core.file.content;

import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;

/** The begins of audio and video files that are not made of boxes. */
final class MediaFiles {
  private MediaFiles() {}

  /** A WebM or Matroska file whose segment has no known length, as browsers record it. */
  static byte[] matroska(String docType, int... trackTypes) {
    ByteWriter tracks = new ByteWriter();
    for (int each : trackTypes) {
      tracks.bytes(
          element(0xAE, element(0xD7, new byte[] {1}), element(0x83, new byte[] {(byte) each})));
    }
    return new ByteWriter()
        .bytes(
            element(0x1A45DFA3, element(0x4286, new byte[] {1}), element(0x4282, ascii(docType))))
        .u32(0x18538067)
        .u8(1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)
        .bytes(element(0x1549A966, new byte[5]))
        .bytes(element(0x1654AE6B, tracks.done()))
        .bytes(element(0x1F43B675, new byte[20]))
        .done();
  }

  static byte[] element(int id, byte[]... content) {
    byte[] all = join(content);
    ByteWriter out = new ByteWriter();
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        out.u8(id >> shift);
      }
    }
    return out.u8(0x40 | all.length >> 8, all.length).bytes(all).done();
  }

  /** The first pages of an Ogg file, one for each stream. */
  static byte[] ogg(String... streams) {
    ByteWriter out = new ByteWriter();
    for (String each : streams) {
      out.text("OggS").u8(0, 2).bytes(new byte[20]).u8(1, each.length()).text(each);
    }
    return out.text("OggS").u8(0, 0).bytes(new byte[20]).u8(1, 3).text("abc").done();
  }

  /** Frames of MP3: MPEG 1, 128 kbit/s, 44,100 Hz, so 417 bytes each. */
  static byte[] mp3(int frames) {
    return repeat(join(new byte[] {-1, (byte) 0xFB, (byte) 0x90, 0}, new byte[413]), frames);
  }

  /** Frames of AAC of 64 bytes each. */
  static byte[] adts(int frames) {
    byte[] header = new ByteWriter().u8(0xFF, 0xF1, 0x50, 0x80, 64 >> 3, 0, 0xFC).done();
    return repeat(join(header, new byte[57]), frames);
  }

  static byte[] id3(int length) {
    return new ByteWriter()
        .text("ID3")
        .u8(4, 0, 0, 0, 0, length >> 7, length & 0x7F)
        .bytes(new byte[length])
        .done();
  }

  static byte[] flac() {
    return new ByteWriter().text("fLaC").u8(0x80, 0, 0, 34).bytes(new byte[34]).done();
  }

  static byte[] wav() {
    return new ByteWriter().text("RIFF").u32LittleEndian(4).text("WAVE").done();
  }

  private static byte[] repeat(byte[] part, int times) {
    ByteWriter out = new ByteWriter();
    for (int i = 0; i < times; i++) {
      out.bytes(part);
    }
    return out.done();
  }
}
