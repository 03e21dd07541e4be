package chat.core.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Builds the nodes of a paragraph from its tokens. Confined to one thread. */
final class InlineBuilder {
  /** A node that is not complete yet, and what it has inside. */
  private record Level(NodeList nodes, Function<List<Node>, Node> complete) {}

  private final Source source;
  private final Paragraph paragraph;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int part;
  private int position;
  private boolean isInLink;

  InlineBuilder(Source source, Paragraph paragraph, NodeList nodes) {
    this.source = source;
    this.paragraph = paragraph;
    enter(nodes, children -> null);
  }

  void build(List<Token> tokens) {
    for (Token token : tokens) {
      source.step();
      textUntil(token.start());
      if (token instanceof Run run) {
        addRun(run);
      } else if (token instanceof Token.Code code) {
        nodes().add(new Node.Code(code.text()));
      } else if (token instanceof Token.Url url) {
        addUrl(url);
      } else if (token instanceof Token.Open open) {
        addBracket(open);
      } else if (token instanceof Token.Close) {
        leave();
        isInLink = false;
      }
      skipTo(token.end());
    }
    textUntil(paragraph.text().length());
  }

  /** What a run closes comes first, then the marks that are left, then what it opens. */
  private void addRun(Run run) {
    int at = run.start();
    for (Node.Style style : run.closes()) {
      leave();
      at += Run.width(style);
    }
    skipTo(at);
    textUntil(at + run.left());
    for (Node.Style style : run.opens()) {
      enter(new NodeList(source.text()), children -> new Node.Span(style, children));
    }
  }

  /** An address in the text of a link is text. */
  private void addUrl(Token.Url url) {
    if (isInLink) {
      textUntil(url.end());
    } else {
      String written = paragraph.text().substring(url.start(), url.end());
      nodes().add(new Node.Url(paragraph.inSource(url.start(), part), written));
    }
  }

  private void addBracket(Token.Open open) {
    if (open.target().isEmpty()) {
      textUntil(open.end());
      return;
    }
    LinkTarget target = open.target().get();
    int there = paragraph.partAt(target.start(), part);
    int start = paragraph.inSource(target.start(), there);
    int end = start + target.addressEnd() - target.start();
    enter(
        new NodeList(source.text()), children -> new Node.Link(start, end, target.url(), children));
    isInLink = true;
  }

  private void textUntil(int end) {
    while (position < end) {
      int to = Math.min(end, paragraph.partEnd(part));
      int start = paragraph.inSource(position, part);
      nodes().addText(start, start + to - position);
      skipTo(to);
    }
  }

  private void skipTo(int index) {
    position = index;
    part = paragraph.partAt(index, part);
  }

  private NodeList nodes() {
    return levels.element().nodes();
  }

  private void enter(NodeList nodes, Function<List<Node>, Node> complete) {
    levels.push(new Level(nodes, complete));
  }

  private void leave() {
    Level done = levels.pop();
    nodes().add(done.complete().apply(done.nodes().toList()));
  }
}
