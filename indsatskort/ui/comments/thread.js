// The thread of one item: closed with its count, so that the page stays calm; open with all that was said.
import { arrange, el, keepingFocus, linkButton, say } from "../answer_editor/dom.js";
import { Entry } from "./entry.js";
import { Writing } from "./writing.js";
import { words } from "./words.js";

export class Thread {
  constructor(comments, item, data, name = `co-${item.id}`) {
    Object.assign(this, { comments, item, data, name, isOpen: false });
    this.entries = new Map();
    this.toggle = linkButton("", () => this.turn(), { class: "co-link co-toggle", "aria-controls": `${name}-body` });
    this.mark = el("span", { class: "co-mark", hidden: true }, words.flagged);
    this.list = el("ol", { class: "co-entries" });
    this.note = el("p", { class: "co-note", role: "status" });
    this.body = el("div", { id: `${name}-body`, class: "co-body", hidden: true });
    this.element = el("div", { class: "co", role: "group", "aria-label": words.about(item.title) }, el("p", {}, this.toggle, this.mark), this.body);
    this.show();
  }

  // What the page knows may change: whether one may write, and how the item is called.
  describe(item, data) {
    Object.assign(this, { item, data });
    this.show();
  }

  get all() {
    return this.comments.of(this.item.id);
  }

  turn(isOpen = !this.isOpen) {
    this.isOpen = isOpen;
    this.show();
  }

  say(sentence, state) {
    say(this.note, sentence);
    this.note.classList.toggle("is-alert", ["refused", "failing"].includes(state));
  }

  show() {
    const { all } = this;
    const isQuiet = !all.length && !this.data.is_writer;
    this.element.hidden = isQuiet;
    say(this.toggle, this.isOpen ? words.hide : all.length ? words.count(all.length) : words.start);
    this.toggle.setAttribute("aria-expanded", String(this.isOpen));
    this.mark.hidden = this.isOpen || !all.some((each) => each.is_flagged && !each.is_resolved && each.text);
    this.body.hidden = !this.isOpen;
    if (this.isOpen) this.#fill(all);
  }

  #fill(all) {
    for (const comment of all) this.#entryOf(comment).show(comment);
    if (this.data.is_writer) this.writing ??= new Writing(this);
    keepingFocus(() => {
      arrange(this.list, all.map((comment) => this.#entryOf(comment).element));
      arrange(this.body, [all.length && this.list, this.note, this.data.is_writer && this.writing.element]);
    });
  }

  #entryOf({ id }) {
    if (!this.entries.has(id)) this.entries.set(id, new Entry(this));
    return this.entries.get(id);
  }
}
