import { words } from "../../i18n/words.js";
import { part, setText } from "../../lib/dom.js";

/**
 * Asks in `root` whether to connect to `server`, which a link named, instead of `own`; where that is
 * not possible it only says so. Resolves to the answer.
 */
export function askServer(root, { server, own, isPossible }) {
  const { root: card, title, text, connect, stay } = part("server-question");
  setText(title, isPossible ? words.serverQuestion(server) : words.serverIgnored);
  setText(text, (isPossible ? words.serverQuestionText : words.serverIgnoredText)(server, own));
  setText(stay, isPossible ? words.stayHere(own) : words.goOn);
  setText(connect, words.connectTo(server));
  connect.hidden = !isPossible;
  root.replaceChildren(card);
  stay.focus();
  return new Promise((resolve) => {
    stay.addEventListener("click", () => resolve(false));
    connect.addEventListener("click", () => resolve(true));
  });
}
