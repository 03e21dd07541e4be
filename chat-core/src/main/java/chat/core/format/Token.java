package chat.core.format;

import java.util.Optional;

/** What a scan of a paragraph found; between tokens is text. */
sealed interface Token permits Run, Token.Escape, Token.Code, Token.Url, Token.Open, Token.Close {
  /** Where it begins in the paragraph. */
  int start();

  /** Where it ends in the paragraph. */
  int end();

  /** A backslash that makes the next character text. */
  record Escape(int start, int end) implements Token {}

  /** A code span with its backticks. */
  record Code(int start, int end, String text) implements Token {}

  /** A link as it is written. */
  record Url(int start, int end) implements Token {}

  /** An opening bracket; the text of a link if it has a target. Confined to one thread. */
  final class Open implements Token {
    private final int start;
    private LinkTarget target;

    Open(int start) {
      this.start = start;
    }

    @Override
    public int start() {
      return start;
    }

    @Override
    public int end() {
      return start + 1;
    }

    void lead(LinkTarget to) {
      target = to;
    }

    Optional<LinkTarget> target() {
      return Optional.ofNullable(target);
    }
  }

  /** The end of a link: the closing bracket and the target. */
  record Close(int start, int end) implements Token {}
}
