// Runs before the first paint; a module would be too late, and the page would flash in the other
// colours or be read out in the wrong language.
(() => {
  // The page's own links are relative to its folder: below a proxy's path that is /chat/, not /chat.
  if (!/\/(?:index\.html)?$/.test(location.pathname)) {
    location.replace(`${location.pathname}/${location.search}${location.hash}`);
    return;
  }
  const page = document.documentElement;
  // As js/lib/site.js has it.
  const folder = location.pathname.replace(/[^/]*$/, "");
  const prefix = folder === "/" ? "chat." : `chat.${folder}.`;
  const stored = (key) => {
    try {
      return localStorage.getItem(prefix + key);
    } catch {
      return null; // No storage: everything follows the system.
    }
  };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;

  const preload = (module) => {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = module;
    document.head.append(link);
  };

  const spoken = page.dataset.languages.split(" ");
  const wanted = [stored("language"), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  page.lang = wanted.find((tag) => spoken.includes(tag)) ?? spoken[0];

  // The page asks for its words when it has read its other modules: too late to begin to load them.
  preload(`js/i18n/${page.lang}.js`);
  // Users with a session go on to the chat. As js/lib/chat-files.js has it.
  if (stored("session") !== null)
    document
      .querySelector('link[href$="css/modes.css"]')
      .before(document.getElementById("chat-modules").content.cloneNode(true));
})();
