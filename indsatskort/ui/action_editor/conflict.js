// Two people wrote in the same field: both texts side by side, and nothing is lost before one chooses.
import { button, el } from "../answer_editor/dom.js";
import { isText, joined } from "./fields.js";
import { words } from "./words.js";

export class ConflictPanel {
  // `say(name, value)` gives the words of a field's value; `done(chosen)` is told what was chosen, by field.
  constructor({ label, say, done }) {
    Object.assign(this, { label, say, done });
    this.element = el("section", { class: "ac-conflict", role: "alert" });
  }

  show(mine, both, theirs) {
    const key = JSON.stringify([both, both.map((name) => theirs[name])]);
    if (key === this.key) return this.#freshen(mine);
    this.key = key;
    this.chosen = {};
    this.open = new Set(both);
    this.mine = new Map();
    const rows = both.map((name) => this.#row(name, mine, theirs));
    this.element.replaceChildren(el("p", { class: "ac-alert" }, words.conflict), ...rows);
  }

  // What one goes on typing belongs to one's own side.
  #freshen(mine) {
    for (const [name, shown] of this.mine) shown.textContent = this.say(name, mine[name]);
    this.latest = mine;
  }

  #row(name, mine, theirs) {
    this.latest = mine;
    const own = el("p", { class: "ac-text", dir: "auto" }, this.say(name, mine[name]));
    this.mine.set(name, own);
    const side = (title, text, act, value) =>
      el("div", { class: "ac-side" }, el("p", { class: "ac-meta" }, title), text, button(act, () => this.#choose(name, value()), { class: "ac-button" }));
    const row = el(
      "div",
      { class: "ac-both" },
      el("h3", {}, this.label(name)),
      el(
        "div",
        { class: "ac-two" },
        side(words.yours, own, words.keepMine, () => this.latest[name]),
        side(words.theirs, el("p", { class: "ac-text", dir: "auto" }, this.say(name, theirs[name])), words.keepTheirs, () => theirs[name]),
      ),
      isText(name) && button(words.join, () => this.#choose(name, joined(this.latest[name], theirs[name])), { class: "ac-button" }),
    );
    row.dataset.field = name;
    return row;
  }

  #choose(name, value) {
    this.chosen[name] = value;
    this.open.delete(name);
    this.element.querySelector(`[data-field="${CSS.escape(name)}"]`)?.remove();
    if (this.open.size) return;
    this.key = null;
    this.done(this.chosen);
  }
}
