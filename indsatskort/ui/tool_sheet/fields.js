// The three kinds of cell: a text, a choice and a tick; each with its conflict, its refusal and its past.
import { button, el, keepingFocus, linkButton } from "../answer_editor/dom.js";
import { HistoryPanel } from "../answer_editor/history.js";
import { words } from "./words.js";

const LONGEST_TEXT = 4_000;
const TICKED = "yes";
let count = 0;

export function fieldOf(column, cell, data, rowHeading) {
  const Kind = { text: TextField, choice: ChoiceField, tick: TickField }[column.kind];
  return new Kind(column, cell, data, rowHeading);
}

class Field {
  constructor(column, cell, data, rowHeading) {
    Object.assign(this, { column, cell, data, rowHeading, id: `ts-${(count += 1)}` });
    this.trouble = el("div", { class: "ts-trouble", role: "alert", hidden: true });
    this.element = el("div", { class: `ts-field is-${column.kind}` }, this.make(), this.trouble, this.#past());
  }

  show() {
    this.display(this.cell.fields.text);
    this.past.hidden = !this.cell.base.version;
    keepingFocus(() => this.#showTrouble());
    if (this.history?.element.isConnected && this.history.version < this.cell.base.version) this.history.load();
  }

  // A screen reader hears the row with the column; the eye has the row's heading above.
  label() {
    return [el("span", { class: "vh" }, `${this.rowHeading}: `), this.column.heading];
  }

  said(text) {
    return this.column.options.find(({ value }) => value === text)?.label ?? text;
  }

  #showTrouble() {
    const { conflict, refusal } = this.cell;
    this.trouble.hidden = !conflict && !refusal;
    if (conflict) this.trouble.replaceChildren(...this.#conflict(conflict));
    else if (refusal) this.trouble.replaceChildren(el("p", {}, refusal.sentence), button(words.retry, () => this.cell.retry(), { class: "ts-button" }));
  }

  #conflict(theirs) {
    return [
      el("p", {}, words.conflict),
      el("p", { class: "ts-meta" }, words.theirs),
      el("p", { class: "ts-text", dir: "auto" }, this.said(theirs.text) || words.empty),
      el(
        "div",
        { class: "ts-acts" },
        button(words.keepMine, () => this.cell.keepMine(), { class: "ts-button" }),
        button(words.keepTheirs, () => this.cell.keepTheirs(), { class: "ts-button" }),
      ),
    ];
  }

  #past() {
    this.past = linkButton(words.history, () => this.#turn(), { class: "ed-link ts-past", "aria-expanded": "false" });
    this.past.append(el("span", { class: "vh" }, ` – ${this.rowHeading}: ${this.column.heading}`));
    return this.past;
  }

  #turn() {
    this.history ??= new HistoryPanel(this.data, this.cell);
    const isOpen = !this.history.element.isConnected;
    this.past.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return this.history.element.remove();
    this.element.append(this.history.element);
    this.history.load();
  }
}

class TextField extends Field {
  make() {
    this.text = el("textarea", {
      id: this.id, rows: 2, maxLength: LONGEST_TEXT, dir: "auto", readOnly: !this.data.is_writable,
      oninput: () => this.cell.edit({ text: this.text.value }),
      onfocus: () => this.cell.hold(true),
      onblur: () => {
        this.cell.flush();
        this.cell.hold(false);
      },
    });
    return el("div", {}, el("label", { for: this.id }, this.label()), this.text);
  }

  display(text) {
    if (this.text.value !== text) this.text.value = text;
  }

  focus() {
    this.text.focus();
  }
}

class ChoiceField extends Field {
  make() {
    this.radios = this.column.options.map(({ value, label }) => {
      const radio = el("input", { type: "radio", name: this.id, value, disabled: !this.data.is_writable, onchange: () => this.#choose(value) });
      return { radio, element: el("label", { class: "ts-option" }, radio, el("span", {}, label)) };
    });
    this.clear = linkButton(words.clear, () => this.#clear());
    return el(
      "fieldset",
      {},
      el("legend", {}, this.label()),
      el("div", { class: "ts-options" }, this.radios.map(({ element }) => element), this.clear),
    );
  }

  display(text) {
    for (const { radio } of this.radios) radio.checked = radio.value === text;
    this.clear.hidden = !text || !this.data.is_writable;
  }

  focus() {
    this.radios[0].radio.focus();
  }

  #choose(text) {
    this.cell.edit({ text }, { now: true });
  }

  #clear() {
    this.#choose("");
    this.focus();
  }
}

class TickField extends Field {
  make() {
    this.box = el("input", {
      type: "checkbox", disabled: !this.data.is_writable,
      onchange: () => this.cell.edit({ text: this.box.checked ? TICKED : "" }, { now: true }),
    });
    this.words = el("span", {}, this.label());
    return el("label", { class: "ts-option" }, this.box, this.words);
  }

  display(text) {
    this.box.checked = text === TICKED;
  }

  said(text) {
    return text === TICKED ? this.column.heading : "";
  }

  focus() {
    this.box.focus();
  }
}
