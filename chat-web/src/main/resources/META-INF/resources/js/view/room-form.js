import { part } from "../lib/dom.js";
import { words } from "../lib/words.js";

/** The form that creates a room. `submit(kind, name)` is told; errors are the caller's to show. */
export function roomForm(submit) {
  const refs = part("room-form");
  const explain = () => {
    refs.name.placeholder = refs.code.checked ? words.roomNameCode : words.roomNamePublic;
  };
  refs.root.addEventListener("change", explain);
  refs.root.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(refs.code.checked ? "code" : "public", refs.name.value.trim());
  });
  return refs;
}
