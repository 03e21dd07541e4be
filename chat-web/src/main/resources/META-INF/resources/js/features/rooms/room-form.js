import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { codeRoomExpiry } from "./code-room-expiry.js";

const HINTS = { public: "roomNamePublic", code: "roomNameCode", private: "roomNamePrivate" };

/** The form that creates a room. `limits` are the server's, as far as they are known. */
export function roomForm(limits = {}) {
  const refs = part("room-form");
  refs.codeHint.textContent = `${words.kindCodeHint} ${codeRoomExpiry(limits)}`;
  const kind = () => refs.root.elements.kind.value;
  refs.root.addEventListener("change", () => {
    refs.name.placeholder = words[HINTS[kind()]];
  });
  return { root: refs.root, wanted: () => ({ kind: kind(), name: refs.name.value.trim() }) };
}
