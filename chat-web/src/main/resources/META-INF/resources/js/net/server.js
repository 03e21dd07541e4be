import { CookieSession, TokenSession } from "./session.js";

/**
 * Decides with the person which server this page talks to from now on: its own, unless a `server`
 * setting names another origin. A link can only propose one (`proposed`, or null), since passwords
 * would go there; `?server=` (empty) goes back to the page's own.
 *
 * `ask({server, own, isPossible})` resolves to whether to connect to `server` instead of `own`. The
 * page of a chat server can connect to no other, so there it is not possible, and what an earlier
 * link stored is forgotten.
 */
export async function settleServer({ page, proposed, storage, ask }) {
  const wanted = parseServer(proposed ?? "", page);
  const isForeign = (base) => base !== null && base.origin !== page.origin;
  if (proposed !== null && !isForeign(wanted)) storage.remove("server");
  const stored = parseServer(storage.get("server") ?? "", page);
  if (!isForeign(wanted) && !isForeign(stored)) return;
  const isPossible = !(await isBoundToItsServer(page));
  if (!isPossible) storage.remove("server");
  if (!isForeign(wanted) || (isPossible && wanted.href === stored?.href)) return;
  const agreed = await ask({ server: wanted.host, own: page.host, isPossible });
  if (agreed && isPossible) storage.set("server", wanted.href);
}

/** Whether the page's own policy keeps it from connecting to any other server. */
async function isBoundToItsServer(page) {
  try {
    const { headers } = await fetch(new URL("./", page), { method: "HEAD" });
    return headers.get("content-security-policy")?.includes("connect-src 'self'") ?? false;
  } catch {
    return false;
  }
}

/** Which server this page talks to, as `settleServer` left it. */
export function chooseServer({ page, storage }) {
  const stored = parseServer(storage.get("server") ?? "", page);
  const foreign = stored !== null && stored.origin !== page.origin;
  const base = foreign ? stored : new URL("./", page);
  return {
    foreign,
    /** What an address has to say of it; null where the page's own says enough. */
    apart: foreign ? base.origin : null,
    name: base.host,
    socketUrl: socketUrl(base),
    apiUrl: new URL("api/", base).href,
    session: foreign
      ? new TokenSession({ storage, server: base.origin })
      : new CookieSession({
          storage,
          url: new URL("api/session", base).href,
          listUrl: new URL("api/sessions", base).href,
        }),
  };
}

function parseServer(text, page) {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const spelled = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `${page.protocol}//${trimmed}`;
  try {
    const url = new URL(spelled.replace(/^ws/i, "http"));
    if (url.protocol !== "http:" && url.protocol !== "https:") return null;
    return new URL("/", url);
  } catch {
    return null;
  }
}

function socketUrl(base) {
  const url = new URL("ws", base);
  url.protocol = base.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
