package chat.core.conformance;

import static java.util.stream.Collectors.joining;

import chat.core.format.Node;
import java.util.List;
import java.util.Locale;

/** Writes the trees of formatted texts as {@code conformance/format.tsv} does. Stateless. */
public final class TreeNotation {
  private TreeNotation() {}

  /** The notation of some nodes. */
  public static String of(List<Node> nodes) {
    return nodes.stream().map(TreeNotation::of).collect(joining());
  }

  private static String of(Node node) {
    if (node instanceof Node.Text text) {
      return escape(text.text());
    } else if (node instanceof Node.Code code) {
      return "{code " + escape(code.text()) + "}";
    } else if (node instanceof Node.Block block) {
      String language = block.language().isEmpty() ? "-" : block.language();
      return "{block " + language + " " + escape(block.text()) + "}";
    } else if (node instanceof Node.Url url) {
      return "{url " + escape(url.text()) + "}";
    } else if (node instanceof Node.Link link) {
      return "{link " + escape(link.url()).replace(" ", "\\s") + " " + of(link.children()) + "}";
    } else if (node instanceof Node.Span span) {
      return "{" + span.style().name().toLowerCase(Locale.ROOT) + " " + of(span.children()) + "}";
    } else if (node instanceof Node.Quote quote) {
      return "{quote " + of(quote.children()) + "}";
    } else if (node instanceof Node.Items list) {
      String first = list.first().isPresent() ? "" + list.first().getAsInt() : "-";
      return list.items().stream()
          .map(item -> "{item " + of(item) + "}")
          .collect(joining("", "{list " + first + " ", "}"));
    }
    throw new IllegalArgumentException("unknown: " + node);
  }

  /** Where the prose and the links of some nodes stand in the source, in the order of the tree. */
  public static String places(List<Node> nodes) {
    StringBuilder places = new StringBuilder();
    addPlaces(nodes, places);
    return places.toString();
  }

  private static void addPlaces(List<Node> nodes, StringBuilder places) {
    for (Node node : nodes) {
      if (node instanceof Node.Text text) {
        places.append(text.start()).append(' ');
      } else if (node instanceof Node.Url url) {
        places.append(url.start()).append(' ');
      } else if (node instanceof Node.Link link) {
        places.append(link.start()).append(' ');
        addPlaces(link.children(), places);
      } else if (node instanceof Node.Span span) {
        addPlaces(span.children(), places);
      } else if (node instanceof Node.Quote quote) {
        addPlaces(quote.children(), places);
      } else if (node instanceof Node.Items list) {
        list.items().forEach(item -> addPlaces(item, places));
      }
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("{", "\\{")
        .replace("}", "\\}")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }
}
