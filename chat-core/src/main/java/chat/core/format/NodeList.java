package chat.core.format;

import java.util.ArrayList;
import java.util.List;

/** Collects nodes; pieces of prose that touch in the source become one. Confined to one thread. */
final class NodeList {
  private final String source;
  private final List<Node> nodes = new ArrayList<>();
  private int start;
  private int end; // prose from start to here is not a node yet

  NodeList(String source) {
    this.source = source;
  }

  boolean isEmpty() {
    return nodes.isEmpty() && start == end;
  }

  /** Adds the prose of a part of the source. */
  void addText(int from, int to) {
    if (from == to) {
      return;
    }
    if (from != end || start == end) {
      flush();
      start = from;
    }
    end = to;
  }

  void add(Node node) {
    flush();
    nodes.add(node);
  }

  List<Node> toList() {
    flush();
    return List.copyOf(nodes);
  }

  private void flush() {
    if (start < end) {
      nodes.add(new Node.Text(start, source.substring(start, end)));
    }
    start = end;
  }
}
