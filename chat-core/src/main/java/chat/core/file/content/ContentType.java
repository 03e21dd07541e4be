package chat.core.file.content;

/**
 * The type of a file, as its content tells it. Only types that browsers show without running any of
 * the content are {@link #isInline inline}; SVG, HTML and PDF are attachments.
 */
public enum ContentType {
  PNG("image/png", Kind.IMAGE),
  JPEG("image/jpeg", Kind.IMAGE),
  GIF("image/gif", Kind.IMAGE),
  WEBP("image/webp", Kind.IMAGE),
  AVIF("image/avif", Kind.IMAGE),
  /** MP4 with a video track, or with neither video nor audio. */
  MP4("video/mp4", Kind.MEDIA),
  /** MP4 that has audio tracks and no video track, whatever its brand. */
  MP4_AUDIO("audio/mp4", Kind.MEDIA),
  QUICKTIME("video/quicktime", Kind.MEDIA),
  WEBM("video/webm", Kind.MEDIA),
  WEBM_AUDIO("audio/webm", Kind.MEDIA),
  /** RFC 9559 registers the name. */
  MATROSKA("video/matroska", Kind.MEDIA),
  MATROSKA_AUDIO("audio/matroska", Kind.MEDIA),
  OGG("video/ogg", Kind.MEDIA),
  OGG_AUDIO("audio/ogg", Kind.MEDIA),
  MP3("audio/mpeg", Kind.MEDIA),
  AAC("audio/aac", Kind.MEDIA),
  FLAC("audio/flac", Kind.MEDIA),
  WAV("audio/wav", Kind.MEDIA),
  PDF("application/pdf", Kind.OTHER),
  ZIP("application/zip", Kind.OTHER),
  GZIP("application/gzip", Kind.OTHER),
  /** Begins like UTF-8 text; HTML, SVG and scripts are of this type too. */
  TEXT("text/plain", Kind.OTHER),
  /** Everything else, and what is broken. */
  UNKNOWN("application/octet-stream", Kind.OTHER);

  private final String mediaType;
  private final Kind kind;

  ContentType(String mediaType, Kind kind) {
    this.mediaType = mediaType;
    this.kind = kind;
  }

  /** The media type for {@code Content-Type}, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** In which list of files it belongs. */
  public Kind kind() {
    return kind;
  }

  /** Whether it may be shown inline. If not, it must be served as an attachment. */
  public boolean isInline() {
    return kind != Kind.OTHER;
  }

  /** The kinds of files that are listed separately. */
  public enum Kind {
    /** A picture, still or animated. */
    IMAGE,
    /** Audio or video. */
    MEDIA,
    /** An attachment. */
    OTHER;

    /** The kind of files with a media type; of an unknown one {@link #OTHER}. */
    public static Kind of(String mediaType) {
      for (ContentType each : ContentType.values()) {
        if (each.mediaType.equals(mediaType)) {
          return each.kind;
        }
      }
      return OTHER;
    }
  }
}
