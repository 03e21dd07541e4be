const SVG = "http://www.w3.org/2000/svg";

/** Paths in a square of 24, drawn as the icons of the page are. */
const PATHS = {
  audio: "M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  archive: "M4 4h16v4H4zM5.5 8v12h13V8M10 12h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  image: "M4 5h16v14H4zM4 16l4.5-4.5L13 16M12 15l3-3 5 5M15.5 9h.01",
  left: "M14.5 6 8.5 12l6 6",
  minus: "M5 12h14",
  other: "M6 3h8l5 5v13H6zM14 3v5h5",
  right: "m9.5 6 6 6-6 6",
  text: "M6 3h8l5 5v13H6zM14 3v5h5M9 12h7M9 16h7",
  video: "M4 6h16v12H4zM10 9.5v5l4.5-2.5z",
};

const KINDS = {
  "application/gzip": "archive",
  "application/pdf": "text",
  "application/zip": "archive",
  "text/plain": "text",
};

/** An icon of the kind of a file. */
export function typeIcon({ type }) {
  const kind = type.split("/")[0];
  return drawing(KINDS[type] ?? (kind in PATHS ? kind : "other"));
}

/** One of the icons of files by its name. */
export function drawing(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
