package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/** Tells audio from video by the first pages of an Ogg file (RFC 3533, section 6). Stateless. */
final class OggStreams {
  private static final int HEADER_BYTES = 27;
  private static final int BEGIN_OF_STREAM = 2;

  /** Streams that are looked at. Files have one or two. */
  private static final int MAX_STREAMS = 16;

  private OggStreams() {}

  static ContentType typeOf(Bytes in) throws Malformed, IOException {
    boolean audio = false;
    long at = 0;
    for (int stream = 0; stream < MAX_STREAMS && in.is(at, "OggS\0"); stream++) {
      if ((in.u8(at + 5) & BEGIN_OF_STREAM) == 0) {
        break;
      }
      int segments = in.u8(at + HEADER_BYTES - 1);
      long body = at + HEADER_BYTES + segments;
      if (in.is(body, "\u0080theora") || in.is(body, "BBCD") || in.is(body, "\u0001video")) {
        return ContentType.OGG;
      }
      audio |=
          in.is(body, "OpusHead")
              || in.is(body, "\u0001vorbis")
              || in.is(body, "\u007fFLAC")
              || in.is(body, "Speex   ");
      at = body;
      for (int i = 0; i < segments; i++) {
        at += in.u8(body - segments + i);
      }
    }
    return audio ? ContentType.OGG_AUDIO : ContentType.UNKNOWN;
  }
}
