// A companion tool that everybody on the card fills in together, saved as it is written.
import { watchOver } from "../answer_editor/answers.js";
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { Cell } from "../answer_editor/cell.js";
import { el, keepingFocus, say } from "../answer_editor/dom.js";
import { orphanDrafts } from "../answer_editor/drafts.js";
import { listen } from "../answer_editor/live.js";
import { StatusLine } from "../answer_editor/status.js";
import { fieldOf } from "./fields.js";
import { words } from "./words.js";

const sheets = new Map(); // the cells outlive the component: a text goes on saving after its place is left

export class Sheet {
  #stop = null;
  #isFetching = false;
  #isBehind = false;

  constructor(data) {
    this.data = data;
    this.url = `/api/cards/${data.card}/tools/${data.tool.slug}`;
    this.fields = new Map();
    this.status = new StatusLine((cell) => this.fields.get(cell.url)?.focus());
    this.quiet = el("p", { class: "ts-meta", role: "status" }, words.loading);
    this.parts = el("div", { class: "ts-parts" });
    this.gathered = el("div", { class: "ts-gathered", "aria-live": "polite" });
    this.head = el("div", { class: "ts-head" }, this.status.element, this.#historyToggle());
    this.element = el(
      "div",
      { class: "ts" },
      el("p", { class: "ts-meta" }, data.is_writable ? words.hint : words.readOnly),
      this.head, this.status.warning, this.status.aloud, this.quiet, this.parts, this.gathered,
    );
  }

  enter() {
    if (this.#stop) return;
    const { card, round, membership } = this.data;
    this.#stop = listen(card, round, membership, {
      onTools: () => this.#fetch(),
      onLoaded: () => this.#fetch(),
    });
  }

  leave() {
    for (const cell of this.cells?.values() ?? []) if (cell.isDirty) cell.flush();
    this.#stop?.();
    this.#stop = null;
  }

  async #fetch() {
    this.#isBehind = true;
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      while (this.#isBehind) {
        this.#isBehind = false;
        await this.#fetchOnce();
      }
    } finally {
      this.#isFetching = false;
    }
  }

  async #fetchOnce() {
    try {
      const { status, body } = await call(this.data.membership, "GET", this.url);
      if (status !== 200) return void say(this.quiet, sentenceOf(body, words.unreachable));
      this.#received(body);
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      say(this.quiet, words.unreachable); // the stream asks again when it is back
    }
  }

  #received({ cells, gathered }) {
    const records = new Map(cells.map((record) => [record.cell, record]));
    this.quiet.hidden = true;
    if (!this.cells) this.#build(records);
    else for (const [id, record] of records) this.cells.get(`${this.url}/cells/${id}`)?.incoming(record);
    keepingFocus(() => this.#gather(gathered));
  }

  #build(records) {
    const isNew = !sheets.has(this.name);
    if (isNew) sheets.set(this.name, this.#newCells(records));
    this.cells = sheets.get(this.name);
    for (const cell of this.cells.values()) cell.sheet = this;
    this.parts.replaceChildren(...this.data.tool.parts.map((part) => this.#part(part)));
    if (isNew) this.#adoptDrafts();
    else for (const [id, record] of records) this.cells.get(`${this.url}/cells/${id}`)?.incoming(record);
    this.#show();
  }

  #newCells(records) {
    const cells = new Map();
    for (const part of this.data.tool.parts) {
      for (const row of part.rows) {
        for (const column of part.columns) {
          const id = [part.id, row.id, column.id].join(".");
          const record = records.get(id) ?? { cell: id, text: "", version: 0, saved_at: null, saved_by: "" };
          const url = `${this.url}/cells/${id}`;
          cells.set(url, this.#cell(url, `${this.data.tool.title}: ${row.heading}`, record));
        }
      }
    }
    watchOver(this.name, { membership: this.data.membership, cells: [...cells.values()] });
    return cells;
  }

  #cell(url, label, record) {
    return new Cell({
      url, label, record, membership: this.data.membership, fields: read(record), version: record.version, read,
      ready: () => null,
      onChange: (cell) => cell.sheet?.changed(cell),
    });
  }

  changed(cell) {
    this.fields.get(cell.url)?.show();
    this.#show();
  }

  #show() {
    this.status.show([...this.cells.values()]);
  }

  async #adoptDrafts() {
    for (const orphan of await orphanDrafts(this.data.membership)) {
      const cell = this.cells.get(orphan.url);
      if (!cell || cell.isDirty) continue;
      orphan.take();
      cell.adopt(orphan.draft);
    }
  }

  #part(part) {
    const rows = part.rows.map((row) => this.#row(part, row));
    const intro = part.intro && el("p", { class: "ts-meta" }, part.intro);
    return el("section", { class: "ts-part" }, el("h2", {}, part.title), intro, rows);
  }

  #row(part, row) {
    const fields = part.columns.map((column) => {
      const url = `${this.url}/cells/${[part.id, row.id, column.id].join(".")}`;
      const field = fieldOf(column, this.cells.get(url), this.data, row.heading);
      this.fields.set(url, field);
      field.show();
      return field.element;
    });
    return el(
      "section",
      { class: "ts-row" },
      el("h3", { dir: "auto" }, row.heading),
      row.help && el("p", { class: "ts-help" }, row.help),
      this.#items(row.items),
      fields.length > 0 && el("div", { class: "ts-fields" }, fields),
    );
  }

  #items(ids) {
    if (!ids?.length) return null;
    return el("p", { class: "ts-meta ts-items" }, `${words.leadsTo} `, ids.flatMap((id, at) => [at ? ", " : "", this.#link(id)]));
  }

  #link(id) {
    const { number, title, url } = this.data.items[id];
    return el("a", { href: url, target: "_self", title }, number);
  }

  #gather(gathered) {
    const key = JSON.stringify(gathered);
    if (key === this.gatheredKey) return;
    this.gatheredKey = key;
    this.gathered.replaceChildren(...gathered.map(({ title, empty, lines }) => {
      const list = lines.map(({ text, items }) => el("li", { dir: "auto" }, text, items.length > 0 && el("span", { class: "ts-meta" }, " → ", items.flatMap((id, at) => [at ? ", " : "", this.#link(id)]))));
      return el("section", {}, el("h2", {}, title), lines.length ? el("ul", {}, list) : el("p", { class: "ts-meta" }, empty));
    }));
  }

  #historyToggle() {
    const box = el("input", { type: "checkbox", onchange: () => this.element.classList.toggle("is-looking-back", box.checked) });
    return el("label", { class: "ts-look-back" }, box, el("span", {}, words.showHistory));
  }
}

function read({ text }) {
  return { text };
}
