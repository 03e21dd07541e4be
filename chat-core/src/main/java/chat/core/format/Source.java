package chat.core.format;

/** A text, and how many steps its parsing has taken. Confined to one thread. */
final class Source {
  private final String text;
  private long steps;

  Source(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  void step() {
    steps++;
  }

  void steps(int count) {
    steps += count;
  }

  /** Counts what depends on the length of the text; tests check that it is linear. */
  long steps() {
    return steps;
  }
}
