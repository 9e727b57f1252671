// The whole column on one page, in the card's order; the answers and their saving are the editor's own.
import { answersOf } from "../answer_editor/answers.js";
import { arrange, el, say } from "../answer_editor/dom.js";
import { StatusLine } from "../answer_editor/status.js";
import { Line, NO_NAMES } from "./line.js";
import { words } from "./words.js";

export class Sheet {
  #stop = null;

  constructor(data, onCard) {
    Object.assign(this, { data, onCard });
    this.answers = answersOf(data.card, data.round, data.membership);
    this.lines = new Map();
    this.status = new StatusLine((cell) => this.#lineOf(cell)?.enter());
    this.progress = el("p", { class: "ti-progress" });
    this.keys = el("p", { class: "ed-meta" }, words.keys);
    this.noNames = el("p", { class: "ed-meta", id: NO_NAMES }, words.noNames);
    this.ending = el("p", { class: "ti-end", tabindex: "-1" }, words.end);
    this.list = el("div", { class: "ti-list" });
    this.head = el("div", { class: "ti-head" }, this.progress, this.status.element);
    this.element = el("div", { class: "ed ti" }, this.keys, this.noNames, this.head, this.status.warning, this.list, this.status.aloud);
  }

  update(data, onCard) {
    const isOther = this.data.column?.id !== data.column?.id;
    Object.assign(this, { data, onCard });
    if (isOther) this.lines.clear();
    this.#draw();
  }

  enter() {
    this.#stop ??= this.answers.watch({
      onCell: (cell, change) => this.#changed(cell, change),
      onCard: () => this.onCard(),
      onLoaded: () => this.#draw(),
    });
    this.#draw();
  }

  leave() {
    this.answers.flush();
    this.#stop?.();
    this.#stop = null;
  }

  goOn(line) {
    const lines = [...this.lines.values()];
    const next = lines[lines.indexOf(line) + 1];
    if (next) next.enter();
    else this.ending.focus();
  }

  #draw() {
    if (!this.answers.isLoaded || !this.data.column) return this.#showNumbers();
    const parts = [];
    for (const field of this.data.drivers.flatMap((driver) => driver.fields)) {
      parts.push(this.#heading(field), ...field.items.map((item) => this.#line(item).element));
    }
    arrange(this.list, [...parts, this.ending]);
    this.#showNumbers();
  }

  #heading(field) {
    this.headings ??= new Map();
    if (!this.headings.has(field.id)) this.headings.set(field.id, el("h2", {}, `${field.number} ${field.name}`));
    return this.headings.get(field.id);
  }

  #line(item) {
    const { column } = this.data;
    if (!this.lines.has(item.id)) {
      const cell = this.answers.cell(item.id, column.id, `${item.number} ${item.title}, ${column.name}`);
      this.lines.set(item.id, new Line(this, item, cell));
    }
    return this.lines.get(item.id);
  }

  #lineOf(cell) {
    return [...this.lines.values()].find((line) => line.cell === cell);
  }

  #changed(cell, change) {
    this.#lineOf(cell)?.show(change);
    this.#showNumbers();
  }

  #showNumbers() {
    const lines = [...this.lines.values()];
    const done = lines.filter((line) => line.cell.fields.value).length;
    say(this.progress, lines.length ? words.done(done, lines.length) : "");
    this.status.show(this.answers.cells(), this.answers.problem);
  }
}
