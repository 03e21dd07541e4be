package chat.core.file.content;

/** The result of {@link FileContent#inspect}. */
public sealed interface Inspection permits FileContent, TooManyPixels {
  /** The type of the file. */
  ContentType type();
}
