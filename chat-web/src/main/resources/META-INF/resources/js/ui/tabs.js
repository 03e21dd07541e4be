import { make } from "../lib/dom.js";
import { onKey } from "../lib/keys.js";

/**
 * Tabs as people know them: one is in sight, arrows go from one to the next. Each of `tabs` is
 * {id, name, panel}; `tell(id)` hears which is chosen.
 */
export class Tabs {
  #tabs = new Map();
  #tell;
  #chosen;

  constructor(label, tabs, tell = () => {}) {
    this.#tell = tell;
    this.root = make("div", "tabs");
    this.root.setAttribute("role", "tablist");
    this.root.setAttribute("aria-label", label);
    for (const { id, name, panel } of tabs) {
      const tab = make("button", "tab", name);
      tab.type = "button";
      tab.id = `tab-${id}`;
      tab.dataset.test = `tab-${id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", `panel-${id}`);
      panel.id = `panel-${id}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => this.choose(id));
      this.#tabs.set(id, { tab, panel });
      this.root.append(tab);
    }
    onKey(this.root, (event) => this.#pressed(event));
    this.choose(tabs[0].id);
  }

  get chosen() {
    return this.#chosen;
  }

  choose(id) {
    this.#chosen = id;
    for (const [each, { tab, panel }] of this.#tabs) {
      const isChosen = each === id;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panel.hidden = !isChosen;
    }
    this.#tabs.get(id).tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#tell(id);
  }

  focus() {
    this.root.querySelector("[aria-selected=true]").focus();
  }

  /** Offers a tab, or does not. */
  offer(id, isOffered) {
    this.#tabs.get(id).tab.hidden = !isOffered;
  }

  #pressed(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const ids = [...this.#tabs].filter(([, { tab }]) => !tab.hidden).map(([id]) => id);
    const at = ids.findIndex((id) => this.#tabs.get(id).tab === event.target);
    if (at < 0) return;
    event.preventDefault();
    const isFar = !Number.isFinite(step);
    const next = isFar ? (step < 0 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length;
    this.choose(ids[next]);
    this.focus();
  }
}
