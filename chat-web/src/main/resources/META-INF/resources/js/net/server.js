import { CookieSession, TokenSession } from "./session.js";

/**
 * Which server this page talks to: its own, unless a `server` setting names another origin.
 * `?server=` (empty) goes back to the page's own.
 */
export function chooseServer({ page, wish, storage }) {
  if (wish !== null) {
    const base = parseServer(wish, page);
    if (base === null || base.origin === page.origin) storage.remove("server");
    else storage.set("server", base.href);
  }
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
