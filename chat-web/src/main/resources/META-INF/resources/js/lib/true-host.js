import { isLetter, scriptOf } from "./scripts.js";

// Where a link leads, when it does not say so plainly: UTS #39, section 5, in the small.

const LATIN = /^\p{Script=Latin}$/u;
/** Japanese, Korean and Chinese are written in several scripts, Latin among them. */
const EAST_ASIAN =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]$/u;

/** Letters of Cyrillic, Greek and Armenian that pass for Latin ones. */
const LOOKALIKES = new Set(
  "\u0430\u0432\u0435\u0437\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u044b\u0455\u0456" +
    "\u0457\u0458\u04bb\u04cf\u0501\u051b\u051d\u04af\u0475\u0461\u03b1\u03b2\u03b3\u03b5\u03b7\u03b9" +
    "\u03ba\u03bc\u03bd\u03bf\u03c1\u03c2\u03c3\u03c4\u03c5\u03c7\u03c9\u03f2\u03f3\u0585\u057d\u0578" +
    "\u0570\u0581\u0575\u0566",
);
const LATIN_LETTERS = /^[a-z\u00df\u00e6\u0153\u00f0\u00fe]$/;

/**
 * The host that a link leads to, in ASCII, when what is written hides it: behind a user's name, in
 * letters of several scripts, or in letters that pass for others. Null when it is plain to see.
 */
export function trueHost(spelled, href) {
  const { protocol, hostname } = new URL(href);
  if (protocol === "mailto:") return null;
  const [authority] = spelled.replace(/^https?:\/\//i, "").split(/[/?#]/);
  const at = authority.lastIndexOf("@");
  const written = authority.slice(at + 1).replace(/:\d*$/, "").toLowerCase();
  if (at >= 0) return hostname;
  if (written === hostname) return null;
  const isPlain = /^[\x00-\x7f]*$/.test(written) || hostname.includes("xn--");
  const labels = written.normalize("NFC").split(".");
  return isPlain && !labels.some(isDeceptive) ? null : hostname;
}

function isDeceptive(label) {
  if (/^[\x00-\x7f]*$/.test(label)) return false;
  const letters = [...label].filter(isLetter);
  const latin = letters.filter((c) => LATIN.test(c));
  const others = letters.filter((c) => !LATIN.test(c) && !EAST_ASIAN.test(c));
  const isMixed = others.length < letters.length || new Set(others.map(scriptOf)).size > 1;
  if (others.length > 0 && isMixed) return true;
  return latin.some(isOdd) || (others.length > 0 && others.every((c) => LOOKALIKES.has(c)));
}

/** A Latin letter that is neither a plain one nor one with accents. */
function isOdd(c) {
  return !LATIN_LETTERS.test(c.normalize("NFD").replace(/\p{M}/gu, ""));
}
