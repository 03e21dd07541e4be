package chat.server.fuzz;

/** What a target holds to be always true. Stateless. */
final class Require {
  private Require() {}

  /**
   * @throws AssertionError unless it is true, which Jazzer reports with the input
   */
  static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
