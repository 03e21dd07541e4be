package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/** Types by the first bytes of a file. Stateless. */
final class Signatures {
  private static final String PNG = "\u0089PNG\r\n\u001a\n";
  private static final String EBML = "\u001aE\u00df\u00a3";
  private static final String JPEG = "\u00ff\u00d8\u00ff";
  private static final String GZIP = "\u001f\u008b\u0008";

  /** ISO/IEC 14496-12, 6.2.2, and the registry at mp4ra.org: those that browsers play. */
  private static final String[] MP4_BRANDS = {
    "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71",
    "avc1", "av01", "hvc1", "dash", "msdh", "msix", "cmfc", "cmf2", "MSNV", "M4A ", "M4B ", "M4V ",
    "M4VH", "M4VP", "f4v ", "3gp4", "3gp5", "3gp6", "3gp7", "3g2a"
  };

  /** What a QuickTime file without {@code ftyp} begins with. */
  private static final String[] QUICKTIME_BOXES = {"moov", "mdat", "wide", "free", "skip", "pnot"};

  /** Compatible brands that are read; files have about 5. */
  private static final int MAX_BRANDS = 64;

  private Signatures() {}

  /** The type as the first bytes tell it; {@link ContentType#UNKNOWN} if they tell none. */
  static ContentType typeOf(Bytes in) throws Malformed, IOException {
    if (in.is(0, PNG)) {
      return ContentType.PNG;
    } else if (in.is(0, JPEG)) {
      return ContentType.JPEG;
    } else if (in.is(0, "GIF87a") || in.is(0, "GIF89a")) {
      return ContentType.GIF;
    } else if (in.is(0, "RIFF")) {
      return riff(in);
    } else if (in.is(4, "ftyp")) {
      return brand(in);
    } else if (in.is(0, EBML)) {
      return new MatroskaTracks(in).type();
    } else if (in.is(0, "OggS")) {
      return OggStreams.typeOf(in);
    } else if (in.is(0, "fLaC")) {
      return ContentType.FLAC;
    } else if (in.is(0, "%PDF-")) {
      return ContentType.PDF;
    } else if (in.is(0, "PK\u0003\u0004")) {
      return ContentType.ZIP;
    } else if (in.is(0, GZIP)) {
      return ContentType.GZIP;
    }
    for (String box : QUICKTIME_BOXES) {
      if (in.is(4, box)) {
        return ContentType.QUICKTIME;
      }
    }
    ContentType audio = AudioFrames.typeOf(in);
    if (audio != ContentType.UNKNOWN) {
      return audio;
    }
    return PlainText.isBeginOf(in) ? ContentType.TEXT : ContentType.UNKNOWN;
  }

  private static ContentType riff(Bytes in) throws Malformed, IOException {
    if (in.is(8, "WEBP")) {
      return ContentType.WEBP;
    }
    return in.is(8, "WAVE") ? ContentType.WAV : ContentType.UNKNOWN;
  }

  /** By the major brand, else by the compatible ones. */
  private static ContentType brand(Bytes in) throws Malformed, IOException {
    ContentType major = ofBrand(in, 8);
    if (major != ContentType.UNKNOWN) {
      return major;
    }
    long end = Math.min(in.u32(0), 16 + 4 * MAX_BRANDS);
    boolean mp4 = false;
    for (long at = 16; at + 4 <= end; at += 4) {
      ContentType compatible = ofBrand(in, at);
      if (compatible == ContentType.AVIF) {
        return compatible;
      }
      mp4 |= compatible == ContentType.MP4;
    }
    // HEIF pictures have brands of ISO files too
    boolean picture = in.is(8, "mif1") || in.is(8, "msf1") || in.is(8, "hei") || in.is(8, "hev");
    return mp4 && !picture ? ContentType.MP4 : ContentType.UNKNOWN;
  }

  private static ContentType ofBrand(Bytes in, long at) throws Malformed, IOException {
    if (in.is(at, "avif") || in.is(at, "avis")) {
      return ContentType.AVIF;
    } else if (in.is(at, "qt  ")) {
      return ContentType.QUICKTIME;
    }
    for (String brand : MP4_BRANDS) {
      if (in.is(at, brand)) {
        return ContentType.MP4;
      }
    }
    return ContentType.UNKNOWN;
  }
}
