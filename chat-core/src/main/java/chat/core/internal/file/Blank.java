package chat.core.internal.file;

import java.io.IOException;

/** Overwrites parts of a file of which the length must stay. Stateless. */
public final class Blank {
  private Blank() {}

  /** Zeros for a range of the file, which is kept if it has only zeros. */
  public static void write(Bytes in, Output out, long from, long end)
      throws Malformed, IOException {
    if (in.isZero(from, end)) {
      out.keep(from, end - from);
    } else {
      out.zeros(end - from);
    }
  }
}
