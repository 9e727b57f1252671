// What one writes in: the text first, then the level; both saved by the cell as they change.
import { el } from "./dom.js";
import { LevelChoice } from "./level.js";
import { words } from "./words.js";

const LONGEST_TEXT = 4_000;
const COUNT_FROM = 3_500;

export class AnswerFields {
  constructor(name, data, cell) {
    this.cell = cell;
    this.typedAt = 0;
    this.hint = el("p", { class: "ed-meta", id: `${name}-hint` }, words.textHint);
    this.count = el("p", { class: "ed-meta ed-count", hidden: true });
    this.text = el("textarea", {
      id: `${name}-text`, rows: 3, "aria-describedby": `${name}-hint`,
      oninput: () => this.#typed(),
      onblur: () => this.#left(),
    });
    this.question = el("label", { for: `${name}-text`, class: "ed-question" }, words.textQuestion);
    const choose = (change) => cell.edit(change, { now: true });
    this.level = new LevelChoice(`${name}-level`, data, choose, () => this.text.focus());
    this.element = el("div", { class: "ed-fields" }, this.question, this.text, this.hint, this.count, this.level.element);
    this.show({ replaced: true });
  }

  // The text on the screen is the person's own; it is written only when the cell's came from elsewhere.
  show({ replaced }) {
    const { fields } = this.cell;
    if (replaced && this.text.value !== fields.text) this.#write(fields.text);
    this.question.textContent = fields.value === "opted_out" ? words.reasonQuestion : words.textQuestion;
    this.text.required = fields.value === "opted_out";
    this.level.show(fields);
    this.#showCount(fields.text);
  }

  isWritingNow(withinMs) {
    return document.activeElement === this.text && Date.now() - this.typedAt < withinMs;
  }

  #typed() {
    this.typedAt = Date.now();
    this.cell.hold(true);
    this.cell.edit({ text: this.text.value });
  }

  #left() {
    this.cell.flush();
    this.cell.hold(false);
  }

  #write(text) {
    const { selectionStart, selectionEnd } = this.text;
    this.text.value = text;
    if (document.activeElement === this.text) this.text.setSelectionRange(selectionStart, selectionEnd);
  }

  #showCount(text) {
    const length = text.length < COUNT_FROM ? 0 : [...text].length;
    this.count.hidden = length < COUNT_FROM;
    this.count.classList.toggle("is-warning", length > LONGEST_TEXT);
    if (length) this.count.textContent = words.characters(length, LONGEST_TEXT);
  }
}
