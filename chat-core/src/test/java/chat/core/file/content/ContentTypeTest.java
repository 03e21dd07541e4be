package chat.core.file.content;

import static chat.core.file.content.BoxFiles.box;
import static chat.core.file.content.ByteWriter.ascii;
import static chat.core.file.content.ByteWriter.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTypeTest {
  private static ContentType typeOf(byte[]... parts) {
    byte[] file = join(parts);
    Cleaned cleaned = Cleaned.of(file);
    if (cleaned.type().kind() != ContentType.Kind.IMAGE) {
      assertTrue(cleaned.content().picture().isEmpty());
    }
    if (cleaned.type().kind() != ContentType.Kind.IMAGE
        && cleaned.type() != ContentType.MP4
        && cleaned.type() != ContentType.QUICKTIME) {
      assertArrayEquals(file, cleaned.copy(), "nothing is removed");
    }
    return cleaned.type();
  }

  @Test
  void recognizesPictures() {
    assertEquals(ContentType.PNG, typeOf(PngFiles.plain()));
    assertEquals(ContentType.JPEG, typeOf(JpegFiles.plain()));
    assertEquals(ContentType.GIF, typeOf(GifFiles.plain()));
    assertEquals(ContentType.WEBP, typeOf(WebpFiles.PIXEL));
    assertEquals(ContentType.AVIF, typeOf(AvifFiles.withMetadata(3, 4, "")));
  }

  @Test
  void tellsAudioFromVideoByTheTracks() {
    assertEquals(ContentType.WEBM, typeOf(MediaFiles.matroska("webm", 2, 1)));
    assertEquals(ContentType.WEBM_AUDIO, typeOf(MediaFiles.matroska("webm", 2)));
    assertEquals(ContentType.MATROSKA, typeOf(MediaFiles.matroska("matroska", 1, 2)));
    assertEquals(ContentType.MATROSKA_AUDIO, typeOf(MediaFiles.matroska("matroska", 2)));
    assertEquals(ContentType.UNKNOWN, typeOf(MediaFiles.matroska("other", 1)));
    assertEquals(ContentType.OGG_AUDIO, typeOf(MediaFiles.ogg("OpusHead")));
    assertEquals(ContentType.OGG_AUDIO, typeOf(MediaFiles.ogg("\u0001vorbis")));
    assertEquals(ContentType.OGG, typeOf(MediaFiles.ogg("\u0001vorbis", "\u0080theora")));
    assertEquals(ContentType.UNKNOWN, typeOf(MediaFiles.ogg("fishead")));
    byte[] ftyp = BoxFiles.ftyp("mp42", "isom");
    assertEquals(ContentType.MP4_AUDIO, typeOf(BoxFiles.movieLast(ftyp, at -> movie("soun"))));
    assertEquals(ContentType.MP4, typeOf(BoxFiles.movieLast(ftyp, at -> movie("vide"))));
  }

  private static byte[] movie(String handler) {
    return box("moov", BoxFiles.track(handler, false, 0));
  }

  @Test
  void recognizesVideosByTheirBrand() {
    byte[] movie = movie("vide");
    assertEquals(ContentType.MP4, typeOf(BoxFiles.ftyp("XXXX", "iso5", "mp41"), movie));
    assertEquals(ContentType.QUICKTIME, typeOf(BoxFiles.ftyp("qt  "), movie));
    assertEquals(ContentType.UNKNOWN, typeOf(BoxFiles.ftyp("XXXX", "YYYY"), movie));
    assertEquals(ContentType.UNKNOWN, typeOf(BoxFiles.ftyp("heic", "mif1", "iso8"), movie));
    assertEquals(ContentType.UNKNOWN, typeOf(BoxFiles.ftyp("jp2 ", "jp2 "), movie));
  }

  @Test
  void recognizesAudio() {
    assertEquals(ContentType.MP3, typeOf(MediaFiles.mp3(3)));
    assertEquals(ContentType.MP3, typeOf(MediaFiles.id3(300), MediaFiles.mp3(1)));
    assertEquals(ContentType.AAC, typeOf(MediaFiles.adts(3)));
    assertEquals(ContentType.AAC, typeOf(MediaFiles.id3(10), MediaFiles.adts(2)));
    assertEquals(ContentType.FLAC, typeOf(MediaFiles.flac()));
    assertEquals(ContentType.FLAC, typeOf(MediaFiles.id3(10), MediaFiles.flac()));
    assertEquals(ContentType.WAV, typeOf(MediaFiles.wav()));
  }

  @Test
  void requiresTwoFramesOfAudio() {
    byte[] frame = Arrays.copyOf(MediaFiles.mp3(1), 417);
    assertEquals(ContentType.UNKNOWN, typeOf(frame, ascii("something else")));
    byte[] noFrame = {-1, (byte) 0xFB, (byte) 0xF0, 0, 0, 0, 0, 0};
    assertEquals(ContentType.UNKNOWN, typeOf(frame, noFrame));
    assertEquals(ContentType.UNKNOWN, typeOf(frame, MediaFiles.adts(1)));
    assertEquals(ContentType.UNKNOWN, typeOf(MediaFiles.adts(1), MediaFiles.mp3(1)));
    assertEquals(ContentType.UNKNOWN, typeOf(MediaFiles.id3(10), ascii("<html>")));
    assertEquals(ContentType.UNKNOWN, typeOf("\ufeffHello".getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void recognizesAttachments() {
    assertEquals(ContentType.PDF, typeOf(ascii("%PDF-1.7\n\u00e2")));
    assertEquals(ContentType.ZIP, typeOf(ascii("PK\u0003\u0004\u0000\u0000")));
    assertEquals(ContentType.GZIP, typeOf(ascii("\u001f\u008b\u0008\u0000")));
    assertEquals(ContentType.UNKNOWN, typeOf(new byte[0]));
    assertEquals(ContentType.UNKNOWN, typeOf(new byte[100]));
    assertEquals(ContentType.UNKNOWN, typeOf(ascii("BM\u0000\u0001")));
  }

  /** By content, so that no name makes them run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<?xml version='1.0'?><svg/>",
        "alert(1)",
        "GIF8<script>",
        "x",
        "Grüße, 你好, \uD83D\uDE00\r\n\t"
      })
  void takesWhatCouldRunForText(String text) {
    assertEquals(ContentType.TEXT, typeOf(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void takesNoBrokenUtf8ForText() {
    assertEquals(ContentType.UNKNOWN, typeOf(ascii("caf\u00e9 au lait")));
    assertEquals(ContentType.UNKNOWN, typeOf(ascii("a\u0080b")));
    assertEquals(ContentType.UNKNOWN, typeOf(ascii("a\u001bb")));
    byte[] cut = "x".repeat(4095).concat("\u00e9").getBytes(StandardCharsets.UTF_8);
    assertEquals(ContentType.TEXT, typeOf(cut), "a character may be cut at the sample's end");
  }

  /** The list of the protocol; a type that is added must be looked at here. */
  @ParameterizedTest
  @EnumSource
  void isInlineOnlyIfBrowsersShowIt(ContentType type) {
    List<String> inline =
        List.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "video/mp4",
            "audio/mp4",
            "video/quicktime",
            "video/webm",
            "audio/webm",
            "video/matroska",
            "audio/matroska",
            "video/ogg",
            "audio/ogg",
            "audio/mpeg",
            "audio/aac",
            "audio/flac",
            "audio/wav");
    assertEquals(inline.contains(type.mediaType()), type.isInline());
  }

  @Test
  void makesPolyglotsOneOfBoth() {
    byte[] script = ascii("GIF89a/*\u0001\u0000\u0000\u0000\u0000*/=1;alert(1)//");
    assertEquals(ContentType.UNKNOWN, typeOf(script));
    assertEquals(ContentType.PDF, typeOf(ascii("%PDF-1.4\n"), JpegFiles.plain()));
    assertEquals(ContentType.ZIP, typeOf(ascii("PK\u0003\u0004"), PngFiles.plain()));

    Cleaned html = Cleaned.of(join(PngFiles.plain(), ascii("<script>alert(1)</script>")));
    assertEquals(ContentType.PNG, html.type());
    assertFalse(html.copyHas("<script"));
    Cleaned pdf =
        Cleaned.of(
            join(JpegFiles.with(JpegFiles.plain(), JpegFiles.comment("%PDF-1.4")), ascii("%%EOF")));
    assertEquals(ContentType.JPEG, pdf.type());
    assertFalse(pdf.copyHas("%PDF"));
    assertFalse(pdf.copyHas("%%EOF"));
    Cleaned zip = Cleaned.of(join(GifFiles.plain(), ascii("PK\u0003\u0004")));
    assertEquals(ContentType.GIF, zip.type());
    assertFalse(zip.copyHas("PK\u0003\u0004"));
  }
}
