// What has stood in a cell before: read, put back, and for facilitators erased for good.
import { chip } from "./badge.js";
import { call, NetworkFailed, sentenceOf } from "./calls.js";
import { moment } from "./danish.js";
import { button, el, linkButton } from "./dom.js";
import { words } from "./words.js";

export class HistoryPanel {
  constructor(data, cell) {
    Object.assign(this, { data, cell });
    this.note = el("p", { class: "ed-meta", role: "status", tabindex: "-1" });
    this.list = el("ol", { class: "ed-entries" });
    this.element = el("section", { class: "ed-history", "aria-label": words.history }, this.note, this.list);
  }

  async load(note = "") {
    if (!this.list.children.length) this.note.textContent = words.historyLoading;
    const { status, body } = await this.#call("GET", "history");
    if (status !== 200) return void (this.note.textContent = sentenceOf(body, words.historyFailed));
    this.version = this.cell.base.version;
    this.note.textContent = note || (body.entries.length ? "" : words.historyEmpty);
    this.list.replaceChildren(...body.entries.map((entry) => this.#entry(entry)));
  }

  #entry(entry) {
    const actions = el("div", { class: "ed-actions" });
    if (entry.can_undo !== false && this.data.is_writable) actions.append(linkButton(words.undo, () => this.#undo(entry)));
    if (this.data.is_facilitator && entry.text) {
      actions.append(linkButton(words.erase, () => this.#askToErase(entry, actions)));
    }
    const by = [entry.by, entry.is_proxy && words.byFacilitator, entry.file && words.fromFile(entry.file)].filter(Boolean).join(", ");
    return el(
      "li",
      {},
      el("p", { class: "ed-meta" }, [moment(entry.at), by].filter(Boolean).join(" · ")),
      entry.value && el("p", { class: "ed-chip" }, chip(this.data, entry)),
      el("p", { class: entry.text ? "ed-text" : "ed-text is-empty" }, entry.text || words.emptyText),
      actions,
    );
  }

  // What is being written goes first; only then may something older take its place.
  async #undo(entry) {
    await this.cell.flush();
    if (this.cell.isDirty || this.cell.conflict) return void (this.note.textContent = words.undoFailed);
    const undo = { event: entry.event, base_version: this.cell.base.version };
    const { status, body } = await this.#call("POST", "undo", undo);
    if (status === 409 && body.current) this.cell.incoming(body.current);
    if (status !== 200) return void (this.note.textContent = sentenceOf(body, words.undoFailed));
    this.cell.incoming(body[this.cell.recordName]);
    await this.load(words.undone);
    this.note.focus();
  }

  #askToErase(entry, actions) {
    const erase = button(words.eraseYes, () => this.#erase(entry), { class: "ed-button is-warning" });
    const keep = button(words.eraseNo, () => this.load());
    actions.replaceChildren(el("p", {}, words.eraseQuestion), erase, keep);
    keep.focus();
  }

  async #erase(entry) {
    const { status, body } = await this.#call("POST", "erase", { event: entry.event });
    if (status !== 200) return void (this.note.textContent = sentenceOf(body, words.eraseFailed));
    if (body[this.cell.recordName]) this.cell.incoming(body[this.cell.recordName]);
    await this.load(words.erased);
    this.note.focus();
  }

  async #call(method, what, body) {
    try {
      return await call(this.cell.membership, method, `${this.cell.url}/${what}`, body);
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      return { status: 0, body: {} };
    }
  }
}
