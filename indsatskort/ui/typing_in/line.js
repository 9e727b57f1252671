// One item: its number and title, six levels by the digits 1 to 6, and one sentence.
import { sign, UNDER_WAY_ALLOWED } from "../answer_editor/badge.js";
import { ConflictPanel } from "../answer_editor/conflict.js";
import { arrange, el, keepingFocus } from "../answer_editor/dom.js";
import { RefusalBox } from "../answer_editor/refusal.js";
import { words } from "./words.js";

export const NO_NAMES = "ti-no-names"; // the id of the line that says what not to write, once for all texts

export class Line {
  // `sheet` gives data and `goOn(line)`; the cell saves itself.
  constructor(sheet, item, cell) {
    Object.assign(this, { sheet, item, cell });
    const name = `${item.number} ${item.title}`;
    this.radios = new Map();
    this.choices = sheet.data.scale;
    const levels = this.choices.map((choice, place) => this.#radio(choice, place + 1));
    this.flag = el("input", { type: "checkbox", onchange: () => this.#choose({ under_way: this.flag.checked }) });
    const flag = el("label", { class: "ti-level" }, this.flag, el("kbd", {}, "7"), sheet.data.under_way.label);
    this.levels = el(
      "fieldset",
      { onkeydown: (event) => this.#keyInLevels(event) },
      el("legend", { class: "vh" }, words.level(name)), levels, flag,
    );
    this.text = el("textarea", {
      rows: 1, "aria-label": words.text(name), "aria-describedby": NO_NAMES, placeholder: words.placeholder,
      oninput: () => this.#typed(),
      onblur: () => this.#left(),
      onkeydown: (event) => this.#keyInText(event),
    });
    this.refusal = new RefusalBox(cell);
    this.fields = el("div", { class: "ti-fields" }, this.levels, this.text);
    this.title = el("h3", {}, el("span", { class: "ti-number" }, item.is_own ? "Egen" : item.number), ` ${item.title}`);
    this.element = el("section", { class: "ti-line", "data-item": item.id }, this.title);
    this.show({ replaced: true });
  }

  enter() {
    const radios = [...this.radios.values()];
    (radios.find((radio) => radio.checked) ?? radios[0]).focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  show({ replaced }) {
    const { value, under_way, text } = this.cell.fields;
    for (const [slug, radio] of this.radios) radio.checked = slug === value;
    this.flag.checked = under_way;
    this.flag.disabled = !UNDER_WAY_ALLOWED.has(value);
    if (replaced && this.text.value !== text) this.text.value = text;
    this.text.placeholder = value === "opted_out" ? words.reason : words.placeholder;
    this.text.required = value === "opted_out";
    this.element.classList.toggle("is-filled", Boolean(value));
    keepingFocus(() => this.#arrange());
  }

  #arrange() {
    const { cell, sheet } = this;
    if (!cell.conflict) this.conflict = null;
    else this.conflict ??= new ConflictPanel(`ti-${this.item.id}`, sheet.data, cell, () => this.#chosen());
    this.conflict?.show();
    this.refusal.show({ isWritable: true });
    arrange(this.element, [this.title, cell.refusal && this.refusal.element, this.conflict?.element ?? this.fields]);
  }

  #chosen() {
    this.#arrange();
    this.text.focus();
  }

  #radio({ value, label }, digit) {
    const radio = el("input", { type: "radio", name: `ti-${this.item.id}`, value, onchange: () => this.#choose({ value }) });
    this.radios.set(value, radio);
    return el("label", { class: "ti-level" }, radio, el("kbd", {}, String(digit)), sign(value), label);
  }

  // "På vej" follows only where it can stand.
  #choose(change) {
    const { value, under_way } = { ...this.cell.fields, ...change };
    this.cell.edit({ value, under_way: under_way && UNDER_WAY_ALLOWED.has(value) }, { now: true });
    this.show({ replaced: false });
  }

  #keyInLevels(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = this.choices[Number(event.key) - 1];
    if (choice) {
      this.#choose({ value: choice.value });
      this.radios.get(choice.value).focus();
    } else if (event.key === "7" && UNDER_WAY_ALLOWED.has(this.cell.fields.value)) {
      this.#choose({ under_way: !this.cell.fields.under_way });
    } else if (event.key === "0") this.#choose({ value: null });
    else if (event.key === "Enter") this.text.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #keyInText(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.sheet.goOn(this);
  }

  #typed() {
    this.cell.hold(true);
    this.cell.edit({ text: this.text.value });
  }

  #left() {
    this.cell.flush();
    this.cell.hold(false);
  }
}
