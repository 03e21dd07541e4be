import { words } from "../../i18n/words.js";
import { explain } from "../../lib/explain.js";
import { fileSize } from "../../lib/file-size.js";

/** What fails again however often it is tried. */
const IN_VAIN = new Set(["too_long", "lost", "unreadable"]);

export function isInVain({ code }) {
  return IN_VAIN.has(code);
}

/** Why a file could not be uploaded, for a person. `most` is how long a file may be, in bytes. */
export function uploadError(error, most) {
  const { code } = error;
  if (code === "too_long" && most !== undefined) return words.fileTooLarge(fileSize(most));
  if (code === "forbidden") return words.filesForbidden;
  // What stands between us and the server has codes of its own.
  return code.startsWith("http_") ? words.uploadFailed : explain(error);
}
