// The modules and styles of the chat, which the first screen does not need. The template
// `chat-modules` names them.

/** Begins to load them all at once, instead of level by level. */
export function preloadChat() {
  if (styles().length > 0) return;
  const files = document.getElementById("chat-modules").content.cloneNode(true);
  // The styles for print, contrast and motion have the last word. Below a path the server writes it
  // before each address of the page.
  document.querySelector('link[href$="css/modes.css"]').before(files);
}

/** Resolves when the styles are there, or have failed to load: the chat can be shown. */
export async function loadChatStyles() {
  preloadChat();
  await Promise.all(styles().map(isLoaded));
}

function styles() {
  return [...document.querySelectorAll("link[data-chat-style]")];
}

function isLoaded(link) {
  if (link.sheet !== null) return null;
  return new Promise((done) => {
    for (const type of ["load", "error"]) link.addEventListener(type, done, { once: true });
  });
}
