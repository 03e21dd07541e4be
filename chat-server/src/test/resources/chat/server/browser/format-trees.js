// Parses texts with the page's module. Returns for each: its tree in the notation of
// conformance/format.tsv, where its prose and links stand, and what a tree must never be.
async (texts) => {
  const { parseCounted } = await import("/js/lib/format/parse.js");
  const MOST_LEVELS = 8;
  const MOST_STEPS = 16;
  const LEVELS = ["bold", "italic", "strike", "spoiler", "link", "quote", "list"];

  const escape = (text) =>
    text.replace(/[\\{}]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  const write = (nodes) => nodes.map(writeNode).join("");
  const writeNode = (node) => {
    switch (node.kind) {
      case "text":
        return escape(node.text);
      case "code":
      case "url":
        return `{${node.kind} ${escape(node.text)}}`;
      case "block":
        return `{block ${node.language ?? "-"} ${escape(node.text)}}`;
      case "link":
        return `{link ${escape(node.url).replaceAll(" ", "\\s")} ${write(node.children)}}`;
      case "list":
        return `{list ${node.start ?? "-"} ${write(node.children)}}`;
      default:
        return `{${node.kind} ${write(node.children)}}`;
    }
  };

  const all = (nodes) => nodes.flatMap((node) => [node, ...all(node.children ?? [])]);
  const placed = ({ kind }) => kind === "text" || kind === "url" || kind === "link";
  const levels = (nodes) =>
    Math.max(
      0,
      ...nodes.map(
        ({ kind, children = [] }) => (LEVELS.includes(kind) ? 1 : 0) + levels(children),
      ),
    );
  const isSubsequence = (part, whole) => {
    let at = 0;
    for (let index = 0; index < part.length; index++) {
      at = whole.indexOf(part[index], at) + 1;
      if (at === 0) return false;
    }
    return true;
  };

  return texts.map((text) => {
    const { nodes, steps } = parseCounted(text);
    const every = all(nodes);
    const shown = every.map((node) => node.text ?? "").join("");
    const faults = [
      levels(nodes) > MOST_LEVELS ? "too deep" : "",
      steps > MOST_STEPS * (text.length + 1) ? "too many steps" : "",
      isSubsequence(shown, text) ? "" : "shows what was not written",
      every.every((node) => node.kind !== "text" || text.startsWith(node.text, node.start))
        ? ""
        : "is out of place",
    ];
    const places = every.filter(placed).map(({ start }) => `${start} `);
    return [write(nodes), places.join(""), faults.filter(Boolean).join(", ")];
  });
};
