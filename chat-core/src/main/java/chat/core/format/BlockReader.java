package chat.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the blocks in lines: fenced code, quotes and lists. What is between them is prose, whose
 * line ends and blank lines count. A line belongs to a quote or a list item only by its own mark or
 * indentation: there is no lazy continuation, because in a chat the next line is the answer.
 * Confined to one thread.
 */
final class BlockReader {
  private final Source source;
  private final String text;
  private final int depth; // levels around the lines
  private final NodeList nodes;
  private final List<Line> prose = new ArrayList<>(); // since the last block

  BlockReader(Source source, int depth) {
    this.source = source;
    this.text = source.text();
    this.depth = depth;
    this.nodes = new NodeList(text);
  }

  List<Node> read(List<Line> lines) {
    int at = 0;
    while (at < lines.size()) {
      source.step();
      int next = readBlock(lines, at);
      if (next == at) {
        prose.add(lines.get(at));
        next++;
      }
      at = next;
    }
    addProse(depth > 0);
    return nodes.toList();
  }

  /** Reads the block that begins at a line; returns the line after it, {@code at} for none. */
  private int readBlock(List<Line> lines, int at) {
    Line line = lines.get(at);
    if (line.indent() > Line.MAX_INDENT || line.isBlank()) {
      return at;
    }
    Optional<Fence> fence = Fence.at(text, line);
    if (fence.isPresent()) {
      return readCode(lines, at, fence.get());
    }
    if (depth == Node.MAX_DEPTH) {
      return at;
    }
    if (isQuoted(line)) {
      return readQuote(lines, at);
    }
    Optional<ItemMark> mark = ItemMark.at(text, line);
    return mark.isPresent() && begins(mark.get()) ? readList(lines, at, mark.get()) : at;
  }

  /** A year at the beginning of the second line of a sentence does not begin a list. */
  private boolean begins(ItemMark mark) {
    boolean isInterrupting = !prose.isEmpty() && !prose.get(prose.size() - 1).isBlank();
    return !mark.isEmpty() && (!isInterrupting || mark.number().orElse(1) == 1);
  }

  private int readCode(List<Line> lines, int at, Fence fence) {
    addProse(true);
    StringBuilder code = new StringBuilder(fence.rest());
    boolean isFirst = fence.rest().isEmpty();
    int next = at + 1;
    while (next < lines.size() && !fence.isClosedBy(text, lines.get(next))) {
      source.step();
      Line line = lines.get(next).without(text, fence.indent());
      code.append(isFirst ? "" : "\n").append(text, line.start(), line.end());
      isFirst = false;
      next++;
    }
    nodes.add(new Node.Block(fence.language(), code.toString()));
    return Math.min(next + 1, lines.size());
  }

  private boolean isQuoted(Line line) {
    return line.indent() <= Line.MAX_INDENT && !line.isBlank() && text.charAt(line.first()) == '>';
  }

  private int readQuote(List<Line> lines, int at) {
    addProse(true);
    List<Line> own = new ArrayList<>();
    int next = at;
    while (next < lines.size() && isQuoted(lines.get(next))) {
      source.step();
      own.add(lines.get(next).afterMark(text, 1).without(text, 1));
      next++;
    }
    nodes.add(new Node.Quote(inner(own)));
    return next;
  }

  private int readList(List<Line> lines, int at, ItemMark first) {
    addProse(true);
    List<List<Node>> items = new ArrayList<>();
    int next = at;
    Optional<ItemMark> mark = Optional.of(first);
    while (mark.isPresent()) {
      int end = itemEnd(lines, next, mark.get());
      List<Line> own = new ArrayList<>();
      own.add(mark.get().content());
      for (Line line : lines.subList(next + 1, end)) {
        own.add(line.without(text, mark.get().offset()));
      }
      items.add(inner(own));
      next = end;
      int following = end;
      while (following < lines.size() && lines.get(following).isBlank()) {
        following++;
      }
      mark =
          following == lines.size()
              ? Optional.empty()
              : ItemMark.at(text, lines.get(following)).filter(it -> it.type() == first.type());
      if (mark.isPresent()) {
        next = following;
      }
    }
    nodes.add(new Node.Items(first.number(), items));
    return next;
  }

  /** The end of an item: after the last line that is not blank and has its indentation. */
  private int itemEnd(List<Line> lines, int at, ItemMark mark) {
    int end = at + 1;
    for (int next = end; next < lines.size(); next++) {
      source.step();
      Line line = lines.get(next);
      if (line.isBlank()) {
        if (mark.isEmpty() && end == at + 1) {
          break;
        }
      } else if (line.indent() >= mark.offset()) {
        end = next + 1;
      } else {
        break;
      }
    }
    return end;
  }

  private List<Node> inner(List<Line> own) {
    return new BlockReader(source, depth + 1).read(own);
  }

  /** Adds the prose since the last block, without the blank lines that touch a block. */
  private void addProse(boolean isClosed) {
    int from = 0;
    int to = prose.size();
    while (from < to && prose.get(from).isBlank() && (depth > 0 || !nodes.isEmpty())) {
      from++;
    }
    while (to > from && isClosed && prose.get(to - 1).isBlank()) {
      to--;
    }
    addLines(prose.subList(from, to));
    prose.clear();
  }

  private void addLines(List<Line> lines) {
    int at = 0;
    while (at < lines.size()) {
      int end = at;
      while (end < lines.size() && !lines.get(end).isBlank()) {
        end++;
      }
      if (end > at) {
        InlineReader.read(source, lines.subList(at, end), depth, nodes);
      } else {
        nodes.addText(lines.get(at).start(), lines.get(at).end());
        end++;
      }
      if (end < lines.size()) {
        int lineEnd = lines.get(end - 1).end();
        nodes.addText(lineEnd, lineEnd + 1);
      }
      at = end;
    }
  }
}
