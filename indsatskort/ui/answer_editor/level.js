// The choice of a level: real radio buttons whose meanings are always in sight, and På vej.
import { NO_LEVEL, tile, UNDER_WAY_ALLOWED } from "./badge.js";
import { el, linkButton } from "./dom.js";
import { words } from "./words.js";

export class LevelChoice {
  // `choose(change)` hears of {value, under_way}; `writeReason()` leads to the text.
  constructor(name, data, choose, writeReason) {
    this.radios = new Map();
    this.choose = choose;
    const levels = data.scale.filter((choice) => !NO_LEVEL.has(choice.value));
    const others = data.scale.filter((choice) => NO_LEVEL.has(choice.value));
    const row = (choice) => this.#row(name, choice);
    this.flag = el("input", { type: "checkbox", onchange: () => choose({ under_way: this.flag.checked }) });
    this.flagRow = el(
      "label",
      { class: "ed-flag" },
      this.flag,
      el("span", { class: "way" }, el("i"), el("b", {}, data.under_way.label)),
      el("span", { class: "ed-help" }, data.under_way.help),
    );
    this.reason = el("p", { class: "ed-reason" });
    this.writeReason = linkButton(words.writeReason, writeReason);
    this.clear = linkButton(words.clearLevel, () => choose({ value: null, under_way: false }));
    this.element = el(
      "fieldset",
      { class: "ed-choice" },
      el("legend", {}, words.levelQuestion),
      el("div", { class: "ed-levels" }, levels.map(row)),
      this.flagRow,
      el("div", { class: "ed-apart" }, others.map(row)),
      this.reason,
      this.clear,
    );
  }

  show({ value, under_way, text }) {
    for (const [slug, radio] of this.radios) radio.checked = slug === value;
    this.flag.checked = under_way;
    this.flagRow.hidden = !UNDER_WAY_ALLOWED.has(value);
    this.#showReason(value === "opted_out", Boolean(text.trim()));
    if (!value && document.activeElement === this.clear) this.radios.values().next().value.focus();
    this.clear.hidden = !value;
  }

  #showReason(isNeeded, isGiven) {
    this.reason.hidden = !isNeeded;
    this.reason.classList.toggle("is-waiting", !isGiven);
    if (isGiven) this.reason.replaceChildren(words.reasonGiven);
    else if (!this.reason.contains(this.writeReason)) this.reason.replaceChildren(words.reasonNeeded, " ", this.writeReason);
  }

  #row(name, choice) {
    const { value, label, help } = choice;
    const under_way = () => this.flag.checked && UNDER_WAY_ALLOWED.has(value);
    const radio = el("input", {
      type: "radio", name, value, class: "vh",
      onchange: () => this.choose({ value, under_way: under_way() }),
    });
    this.radios.set(value, radio);
    return el(
      "label",
      { class: "ed-level" },
      radio,
      tile(value),
      el("b", {}, label),
      el("span", { class: "ed-help" }, help),
    );
  }
}
