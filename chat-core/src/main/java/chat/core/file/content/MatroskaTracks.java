package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;

/**
 * Tells WebM from Matroska and audio from video by the elements before the first cluster (RFC 8794
 * for EBML, RFC 9559 for Matroska). Confined to one walk.
 */
final class MatroskaTracks {
  private static final int DOC_TYPE = 0x4282;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int TRACK_TYPE = 0x83;
  private static final int VIDEO = 1;
  private static final int AUDIO = 2;

  /** Elements that are looked at. Browsers write about 20 before the tracks are known. */
  private static final int MAX_ELEMENTS = 1_000;

  private final Bytes in;
  private int elements;

  /** The element that was read last: its content, which ends at the file's end if it is unknown. */
  private int id;

  private long body;
  private long end;

  private boolean video;
  private boolean audio;

  MatroskaTracks(Bytes in) {
    this.in = in;
  }

  ContentType type() throws Malformed, IOException {
    read(0, in.size());
    long header = end;
    boolean webm = false;
    boolean matroska = false;
    for (long at = body; at < header; at = end) {
      read(at, header);
      if (id == DOC_TYPE) {
        webm = end - body == 4 && in.is(body, "webm");
        matroska = end - body == 8 && in.is(body, "matroska");
      }
    }
    if (!webm && !matroska) {
      return ContentType.UNKNOWN;
    }
    read(header, in.size());
    if (id != SEGMENT) {
      return ContentType.UNKNOWN;
    }
    findTracks(end);
    boolean onlyAudio = audio && !video;
    if (webm) {
      return onlyAudio ? ContentType.WEBM_AUDIO : ContentType.WEBM;
    }
    return onlyAudio ? ContentType.MATROSKA_AUDIO : ContentType.MATROSKA;
  }

  private void findTracks(long segmentEnd) throws Malformed, IOException {
    for (long at = body; at < segmentEnd; at = end) {
      read(at, segmentEnd);
      if (id == CLUSTER) {
        return;
      } else if (id == TRACKS) {
        readTracks(end);
        return;
      }
    }
  }

  private void readTracks(long tracksEnd) throws Malformed, IOException {
    for (long at = body; at < tracksEnd; at = end) {
      read(at, tracksEnd);
      if (id == TRACK_ENTRY) {
        long entryEnd = end;
        for (long field = body; field < entryEnd; field = end) {
          read(field, entryEnd);
          if (id == TRACK_TYPE && end - body == 1) {
            video |= in.u8(body) == VIDEO;
            audio |= in.u8(body) == AUDIO;
          }
        }
        end = entryEnd;
      }
    }
  }

  private void read(long at, long limit) throws Malformed, IOException {
    if (++elements > MAX_ELEMENTS) {
      throw new Malformed("too many elements before the tracks");
    }
    int idLength = Integer.numberOfLeadingZeros(in.u8(at)) - 23;
    if (idLength > 4) {
      throw new Malformed("no id of an element");
    }
    id = 0;
    for (int i = 0; i < idLength; i++) {
      id = id << 8 | in.u8(at + i);
    }
    long sizeAt = at + idLength;
    int first = in.u8(sizeAt);
    int sizeLength = Integer.numberOfLeadingZeros(first) - 23;
    if (sizeLength > 8) {
      throw new Malformed("no size of an element");
    }
    long size = first & (0xFF >> sizeLength);
    for (int i = 1; i < sizeLength; i++) {
      size = size << 8 | in.u8(sizeAt + i);
    }
    body = sizeAt + sizeLength;
    boolean unknown = size == (1L << (7 * sizeLength)) - 1;
    end = unknown ? limit : body + size;
    if (body > limit || end < body) {
      throw new Malformed("an element is too large");
    }
    end = Math.min(end, limit);
  }
}
