package chat.core.file.content;

import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import chat.core.internal.file.Output;
import java.io.IOException;

/** Walks over a file of one format. Stateless. */
interface Format {
  /** For formats of which nothing is removed. */
  Format UNCHANGED = (in, out, findings) -> out.keep(0, in.size());

  /**
   * Validates the structure, and says what of the file is kept. Two walks over the same bytes do
   * the same.
   *
   * @throws Malformed if the file is not of this format; what {@code out} got is then of no use
   * @throws IOException if the file cannot be read, or {@code out} not be written
   */
  void walk(Bytes in, Output out, Findings findings) throws Malformed, IOException;
}
