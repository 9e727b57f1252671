// One item of the card: a heading that opens, and inside it the question, the answer and the others'.
import { Thread } from "../comments/thread.js";
import { words as said } from "../comments/words.js";
import { AnswerFields } from "./answer_fields.js";
import { isOwn, nameOf } from "./authors.js";
import { chip } from "./badge.js";
import { Carried, isWaiting } from "./carried.js";
import { ConflictPanel } from "./conflict.js";
import { moment } from "./danish.js";
import { arrange, button, el, keepingFocus, linkButton, say } from "./dom.js";
import { Examples } from "./examples.js";
import { HistoryPanel } from "./history.js";
import { Inspiration } from "./inspiration.js";
import { Others } from "./others.js";
import { RefusalBox } from "./refusal.js";
import { words } from "./words.js";

// A conflict covers what one writes in, but not in the middle of a word.
const BREATH_MS = 1_200;

export class Row {
  // `form` gives data, answers and what comes after a row; `cell` is null for those without a column.
  constructor(form, item, cell) {
    Object.assign(this, { form, item, cell });
    this.name = `ed-${item.id}`;
    this.isOpen = false;
    this.number = el("span", { class: "ed-number" });
    this.title = el("span", { class: "ed-title" });
    this.state = el("span", { class: "ed-state" });
    this.button = el(
      "button",
      { type: "button", "aria-expanded": "false", "aria-controls": `${this.name}-body`, onclick: () => this.turn() },
      this.number, this.title, this.state, el("span", { class: "ed-chevron", "aria-hidden": "true" }),
    );
    this.body = el("div", { id: `${this.name}-body`, class: "ed-body", hidden: true });
    this.element = el("section", { class: "ed-row", "data-item": item.id }, el("h3", {}, this.button), this.body);
    this.describe(item);
  }

  // New words from the page; what is typed and what is open stays.
  describe(item) {
    this.item = item;
    say(this.number, item.is_own ? words.own : item.number);
    say(this.title, item.title);
    this.#showState();
    if (this.inside) this.#describeInside();
  }

  turn(isOpen = !this.isOpen) {
    this.isOpen = isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.element.classList.toggle("is-open", isOpen);
    if (isOpen && !this.inside) this.#build();
    if (!isOpen) this.cell?.flush();
    this.body.hidden = !isOpen;
  }

  showCell({ replaced }) {
    this.#showState();
    if (!this.inside) return;
    this.fields?.show({ replaced: replaced || Boolean(this.carried?.element.isConnected) });
    this.#arrange();
    this.#showMeta();
    const isStale = this.history?.element.isConnected && this.history.version < this.cell.base.version;
    if (isStale) this.history.load();
  }

  showOthers() {
    if (this.inside) keepingFocus(() => this.others.show(this.form.data, this.form.answers));
  }

  showComments() {
    this.#showState();
    this.thread?.show();
  }

  #build() {
    const { data } = this.form;
    this.statement = el("p", { class: "ed-statement" });
    this.help = el("p", { class: "ed-meta ed-itemhelp" });
    this.examples = new Examples(`${this.name}-example`);
    this.inspiration = new Inspiration(`${this.name}-inspiration`);
    this.refusal = this.cell && new RefusalBox(this.cell);
    this.note = el("p", { class: "ed-note", role: "status" });
    this.answer = el("div", { class: "ed-answer" });
    this.next = button(words.next, () => this.form.goOn(this), { class: "ed-button is-primary" });
    this.meta = el("span");
    this.pastToggle = linkButton(words.history, () => this.#turnHistory(), { "aria-expanded": "false" });
    this.past = el("p", { class: "ed-meta ed-past" }, this.meta, this.pastToggle);
    this.foot = el("div", { class: "ed-foot" }, this.next, this.past);
    this.thread = new Thread(this.form.comments, this.item, this.#commenting(), `${this.name}-comments`);
    this.others = new Others(this.item.id, `${this.name}-others`);
    this.inside = el(
      "div",
      { class: "ed-main" },
      this.statement, this.help, this.examples.element, this.inspiration.element, this.answer, this.foot,
      this.thread.element,
    );
    this.body.append(this.inside, this.others.element);
    this.others.show(data, this.form.answers);
    this.#describeInside();
  }

  #describeInside() {
    const { data } = this.form;
    say(this.statement, this.item.statement);
    say(this.help, this.item.help ?? "");
    this.help.hidden = !this.item.help;
    this.examples.show(data, this.item.examples);
    this.inspiration.show(data, this.item);
    this.thread.describe(this.item, this.#commenting());
    if (data.is_writable && this.cell) this.fields ??= new AnswerFields(this.name, data, this.cell);
    this.next.hidden = !data.is_writable;
    this.others.show(data, this.form.answers);
    this.#arrange();
    this.#showMeta();
  }

  // Which of the parts belong on the screen now: the fields, the choice between two answers, or reading only.
  #arrange() {
    const { cell, form: { data } } = this;
    if (!cell) return arrange(this.answer, []);
    if (cell.conflict && this.#isMidWord()) return this.#arrangeSoon();
    this.foot.hidden = Boolean(cell.conflict);
    if (cell.conflict) return this.#arrangeConflict();
    this.conflict = null;
    const writing = data.is_writable ? this.fields.element : this.#reading();
    this.refusal.show({ isWritable: data.is_writable });
    this.#showNewer();
    keepingFocus(() => arrange(this.answer, [cell.refusal && this.refusal.element, this.#carriedOver(), writing, this.note]));
  }

  // Until it is confirmed, changed or written past, what was said last stands above the empty fields.
  #carriedOver() {
    const { cell, form: { data }, item } = this;
    if (!data.is_writable || !isWaiting(item, cell)) return null;
    this.carried ??= new Carried(this.name, data, cell, () => this.fields.text.focus());
    this.carried.show(item.carried);
    return this.carried.element;
  }

  #arrangeConflict() {
    const wasWriting = this.fields?.element.contains(document.activeElement);
    this.conflict ??= new ConflictPanel(this.name, this.form.data, this.cell, (note) => this.#chosen(note));
    this.conflict.show();
    arrange(this.answer, [this.conflict.element]);
    if (wasWriting) this.conflict.heading.focus();
  }

  #arrangeSoon() {
    clearTimeout(this.breath);
    this.breath = setTimeout(() => this.#arrange(), BREATH_MS);
  }

  #isMidWord() {
    return this.fields?.isWritingNow(BREATH_MS);
  }

  #chosen(note) {
    this.joinedNote = note;
    this.#arrange();
    this.fields?.text.focus();
  }

  #showNewer() {
    const { newer, isHeld } = this.cell;
    const waits = newer && isHeld && newer.version > this.cell.base.version;
    say(this.note, waits ? words.newerWaits(nameOf(newer, this.form.data) || words.somebody) : (this.joinedNote ?? ""));
    this.note.hidden = !this.note.textContent;
  }

  #reading() {
    const fields = this.cell.base.fields ?? this.cell.fields;
    this.readOnly ??= el("div", { class: "ed-reading" });
    this.readOnly.replaceChildren(
      el("p", { class: "ed-chip" }, chip(this.form.data, fields)),
      el("p", { class: fields.text ? "ed-text" : "ed-text is-empty" }, fields.text || words.nothingHere),
    );
    return this.readOnly;
  }

  // Also in a closed round, and below a column that one may only read: comments are the card's.
  #commenting() {
    return { is_writer: true, is_facilitator: this.form.data.is_facilitator };
  }

  #showState() {
    const count = this.form.comments.of(this.item.id).length;
    const talk = count && el("span", { class: "ed-meta ed-talk" }, said.count(count));
    const content = [talk, ...this.#stateContent()].filter(Boolean);
    const key = JSON.stringify(content.map((node) => node.outerHTML ?? node));
    if (key === this.stateKey) return;
    this.stateKey = key;
    this.state.replaceChildren(...content);
  }

  #stateContent() {
    const { cell, form: { data } } = this;
    if (!cell) return [];
    const alert = { conflict: words.chooseAnswer, refused: words.notSaved, incomplete: words.writeReason }[cell.state];
    if (alert) return [el("b", { class: "ed-alert" }, alert)];
    const { fields } = cell;
    if (fields.value) return chip(data, fields);
    const nothing = isWaiting(this.item, cell) ? words.notConfirmed : words.empty;
    return [el("span", { class: "ed-meta" }, fields.text.trim() ? words.textOnly : nothing)];
  }

  #showMeta() {
    if (!this.cell) return void (this.foot.hidden = true);
    const { record } = this.cell.base;
    const isSaved = record.version > 0;
    const problem = { failing: words.retrying, refused: words.notSaved }[this.cell.state];
    say(this.meta, problem ?? (isSaved ? changed(record, this.form.data, this.cell) : ""));
    this.meta.classList.toggle("ed-alert", Boolean(problem));
    this.pastToggle.hidden = !isSaved;
    this.meta.classList.toggle("has-more", isSaved && Boolean(this.meta.textContent));
  }

  #turnHistory() {
    const isOpen = !this.history?.element.isConnected;
    this.pastToggle.setAttribute("aria-expanded", String(isOpen));
    this.pastToggle.textContent = isOpen ? words.hideHistory : words.history;
    if (!isOpen) return this.history.element.remove();
    this.history ??= new HistoryPanel(this.form.data, this.cell);
    this.thread.element.before(this.history.element);
    this.history.load();
  }
}

function changed(record, data, cell) {
  if (!record.saved_at) return "";
  const when = moment(record.saved_at);
  const isMine = isOwn(record, data, cell);
  const name = isMine ? words.you : nameOf(record, data);
  const mark = record.is_proxy && !isMine ? `, ${words.byFacilitator}` : "";
  return (name ? words.changedBy(name, when) : words.changed(when)) + mark;
}
