package chat.core.file.content;

import chat.core.internal.file.Box;
import chat.core.internal.file.Bytes;
import chat.core.internal.file.Malformed;
import java.io.IOException;
import java.util.List;

/**
 * Where the parts of a {@code meta} box are (ISO/IEC 14496-12, section 8.11). Of each type the
 * first counts; a second one is {@link Malformed}. Confined to one walk.
 */
final class AvifBoxes {
  /** Bytes of the version and flags that many boxes begin with (section 4.2.2). */
  static final int VERSION_BYTES = 4;

  private static final List<String> TYPES =
      List.of("pitm", "iprp", "iinf", "iloc", "idat", "ipco", "ipma");

  private final long[] bodies = new long[TYPES.size()];
  private final long[] ends = new long[TYPES.size()];

  /**
   * @param from where the boxes in {@code meta} begin
   * @param end where {@code meta} ends
   */
  AvifBoxes(Bytes in, long from, long end) throws Malformed, IOException {
    find(in, from, end);
    if (has("iprp")) {
      find(in, body("iprp"), end("iprp"));
    }
  }

  private void find(Bytes in, long from, long end) throws Malformed, IOException {
    Box box = new Box(in);
    for (long at = from; at < end; at = box.end()) {
      box.read(at, end);
      for (int i = 0; i < bodies.length; i++) {
        if (box.is(TYPES.get(i))) {
          if (bodies[i] > 0) {
            throw new Malformed("a box is there twice");
          }
          bodies[i] = box.body();
          ends[i] = box.end();
        }
      }
    }
  }

  boolean has(String type) {
    return bodies[index(type)] > 0;
  }

  /** Where the content of the box begins. */
  long body(String type) throws Malformed {
    if (!has(type)) {
      throw new Malformed("a box is missing");
    }
    return bodies[index(type)];
  }

  /** Where the box ends. */
  long end(String type) {
    return ends[index(type)];
  }

  private static int index(String type) {
    return TYPES.indexOf(type);
  }
}
