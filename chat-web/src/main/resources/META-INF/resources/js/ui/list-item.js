import { words } from "../i18n/words.js";
import { showRelative } from "../lib/clock.js";
import { icon as drawIcon, label, make, part } from "../lib/dom.js";
import { errorMessage } from "./error-messages.js";

/**
 * One item of a list: an icon (its name or an element), a name with marks, a line `about()` it, and
 * buttons.
 */
export function listItem({ icon, name, marks = [], about, acts = [], test }) {
  const refs = part("entry-item");
  refs.root.dataset.test = test;
  refs.icon.append(typeof icon === "string" ? drawIcon(icon) : icon);
  refs.name.textContent = name;
  refs.name.after(...marks.map((mark) => make("span", "tag", mark)));
  showRelative(refs.about, about);
  refs.acts.append(...acts);
  return refs.root;
}

/** A small button; its aria-label `spoken` says what it does to which item. */
export function actionButton({ text, spoken, test, run, isDanger = false }) {
  const button = make("button", isDanger ? "small-button is-danger" : "small-button", text);
  button.type = "button";
  button.dataset.test = test;
  label(button, spoken);
  button.addEventListener("click", () => run(button));
  return button;
}

/** Asks for confirmation in the place of the item; the focus moves there and comes back. */
export function confirmInPlace(item, { lead, test, run }) {
  const before = [...item.childNodes];
  const focused = document.activeElement;
  const line = make("p", "list-item-question", lead);
  const yes = actionButton({ text: words.sure, spoken: words.sure, test, isDanger: true, run });
  const back = () => {
    item.replaceChildren(...before);
    focused?.focus();
  };
  const no = actionButton({ text: words.keep, spoken: words.keep, test: `${test}-not`, run: back });
  const acts = make("span", "list-item-actions");
  acts.append(yes, no);
  item.replaceChildren(line, acts);
  no.focus();
}

/**
 * Fills a panel with what the server is asked for; why it does not come stands in its place. Only
 * the latest answer counts.
 */
export async function loadInto(panel, asking, paint) {
  const turn = (panel.dataset.turn = String(Number(panel.dataset.turn ?? 0) + 1));
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await asking;
    if (panel.dataset.turn === turn) paint(answer);
  } catch (error) {
    const line = make("p", "field-error", errorMessage(error));
    line.setAttribute("role", "alert");
    if (panel.dataset.turn === turn) panel.replaceChildren(line);
  } finally {
    panel.removeAttribute("aria-busy");
  }
}

/** Tells in a line what became of an act; the act itself may be tried again. */
export async function showOutcome(line, act, said) {
  try {
    await act();
    line.textContent = said;
    return true;
  } catch (error) {
    line.textContent = errorMessage(error);
    return false;
  }
}
