const HIDDEN = "\u2026";

/**
 * The formatting of a message as one line of plain text, for quotes, notifications, previews and
 * screen readers' announcements. What a spoiler hides stays hidden.
 *
 * @param nodes of `parse`
 * @param hidden what to write for a spoiler
 */
export function plainText(nodes, hidden = HIDDEN) {
  const parts = [];
  collect(nodes, hidden, parts);
  return parts.join("").replace(/\s+/g, " ").trim();
}

function collect(nodes, hidden, parts) {
  for (const node of nodes) {
    switch (node.kind) {
      case "text":
      case "code":
      case "url":
        parts.push(node.text);
        break;
      case "block":
        parts.push("\n", node.text, "\n");
        break;
      case "spoiler":
        parts.push(hidden);
        break;
      case "quote":
        parts.push("\n");
        collect(node.children, hidden, parts);
        parts.push("\n");
        break;
      case "list":
        node.children.forEach((item, index) => {
          parts.push(node.start === null ? "\n\u2022 " : `\n${node.start + index}. `);
          collect(item.children, hidden, parts);
        });
        parts.push("\n");
        break;
      default:
        collect(node.children, hidden, parts);
    }
  }
}
