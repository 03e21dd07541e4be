import { words } from "../i18n/words.js";
import { showRelative } from "../lib/clock.js";
import { icon, label, make, part } from "../lib/dom.js";
import { reasonOf } from "./error-messages.js";

/**
 * One thing in a list: a picture, a name with marks, a line `about()` it, and what can be done with
 * it.
 */
export function thing({ sign, name, marks = [], about, acts = [], test }) {
  const refs = part("entry-item");
  refs.root.dataset.test = test;
  refs.sign.append(typeof sign === "string" ? icon(sign) : sign);
  refs.name.textContent = name;
  refs.name.after(...marks.map((mark) => make("span", "tag", mark)));
  showRelative(refs.about, about);
  refs.acts.append(...acts);
  return refs.root;
}

/** A small button that says to the ear what it would do to which thing. */
export function actButton({ text, spoken, test, run, isDanger = false }) {
  const button = make("button", isDanger ? "small-button is-danger" : "small-button", text);
  button.type = "button";
  button.dataset.test = test;
  label(button, spoken);
  button.addEventListener("click", () => run(button));
  return button;
}

/** Asks once more, in the place of the thing itself; the focus goes along and comes back. */
export function ask(item, { lead, test, run }) {
  const before = [...item.childNodes];
  const focused = document.activeElement;
  const line = make("p", "thing-ask", lead);
  const yes = actButton({ text: words.sure, spoken: words.sure, test, isDanger: true, run });
  const back = () => {
    item.replaceChildren(...before);
    focused?.focus();
  };
  const no = actButton({ text: words.keep, spoken: words.keep, test: `${test}-not`, run: back });
  const acts = make("span", "thing-acts");
  acts.append(yes, no);
  item.replaceChildren(line, acts);
  no.focus();
}

/**
 * Fills a panel with what the server is asked for; why it does not come stands in its place. Only
 * the latest answer counts.
 */
export async function load(panel, asking, paint) {
  const turn = (panel.dataset.turn = String(Number(panel.dataset.turn ?? 0) + 1));
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await asking;
    if (panel.dataset.turn === turn) paint(answer);
  } catch (error) {
    const line = make("p", "field-error", reasonOf(error));
    line.setAttribute("role", "alert");
    if (panel.dataset.turn === turn) panel.replaceChildren(line);
  } finally {
    panel.removeAttribute("aria-busy");
  }
}

/** Tells in a line what became of an act; the act itself may be tried again. */
export async function tell(line, act, said) {
  try {
    await act();
    line.textContent = said;
    return true;
  } catch (error) {
    line.textContent = reasonOf(error);
    return false;
  }
}
