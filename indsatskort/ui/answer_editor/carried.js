// What the column answered in the round before: it counts for nothing until somebody confirms it here.
import { chip } from "./badge.js";
import { button, el } from "./dom.js";
import { words } from "./words.js";

export class Carried {
  constructor(name, data, cell, focus) {
    Object.assign(this, { data, cell, focus });
    this.heading = el("h4", { id: `${name}-carried` });
    this.chip = el("p", { class: "ed-chip" });
    this.text = el("p", { class: "ed-text" });
    this.element = el(
      "section",
      { class: "ed-carried", "aria-labelledby": this.heading.id },
      this.heading,
      this.chip,
      this.text,
      el("p", { class: "ed-meta" }, words.carriedHelp),
      el(
        "p",
        { class: "ed-choices" },
        button(words.stillTrue, () => this.#take({ now: true }), { class: "ed-button is-primary" }),
        button(words.changeIt, () => this.#take()),
      ),
    );
  }

  show(carried) {
    this.carried = carried;
    this.heading.textContent = words.carriedFrom(this.data.carried_from);
    this.chip.replaceChildren(...chip(this.data, carried));
    this.text.textContent = carried.text || words.noText;
    this.text.classList.toggle("is-empty", !carried.text);
  }

  #take(how) {
    const { value, under_way, text } = this.carried;
    this.cell.edit({ value, under_way, text }, how);
    this.focus();
  }
}

// It waits in a cell that nobody has saved or begun to write in.
export function isWaiting(item, cell) {
  return Boolean(item.carried) && cell.base.version === 0 && !cell.fields.value && !cell.fields.text;
}
