import { part } from "../lib/dom.js";
import { words } from "../lib/words.js";

const HINTS = { public: "roomNamePublic", code: "roomNameCode", private: "roomNamePrivate" };

/** The form that creates a room. `submit(kind, name)` is told; errors are the caller's to show. */
export function roomForm(submit) {
  const refs = part("room-form");
  const kind = () => refs.root.elements.kind.value;
  refs.root.addEventListener("change", () => {
    refs.name.placeholder = words[HINTS[kind()]];
  });
  refs.root.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(kind(), refs.name.value.trim());
  });
  return refs;
}
