package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.conformance.TreeInvariants;

/** The tree of a text is not too deep, and shows only what was written. Stateless. */
public final class FormatTarget {
  private FormatTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, UTF_8);
    Require.that(TreeInvariants.broken(text).isEmpty(), "the tree is right");
  }
}
