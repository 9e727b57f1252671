// What the other actors answered for an item: each by name, many of a kind folded to a count per level.
import { chip, labelOf, sign } from "./badge.js";
import { arrange, el, linkButton } from "./dom.js";
import { words } from "./words.js";

const FEW = 3;

export class Others {
  constructor(item, name) {
    Object.assign(this, { item, name });
    this.groups = new Map();
    this.heading = el("h4", {}, words.othersHeading);
    this.silent = el("p", { class: "ed-meta" }, words.othersSilent);
    this.element = el("aside", { class: "ed-others", "aria-label": words.othersHeading });
  }

  show(data, answers) {
    const answered = (column) => {
      const record = answers.record(this.item, column.id);
      return record.value || record.text ? [{ column, record }] : [];
    };
    const sections = data.kinds.map(({ kind, plural }) => {
      const columns = data.others.filter((column) => column.kind === kind);
      const found = columns.flatMap(answered);
      if (!found.length) return null;
      const isOwnKind = data.column?.kind === kind;
      const isFolded = columns.length > (isOwnKind ? 1 : FEW);
      const title = isOwnKind ? words.otherColumns(columns.length, plural) : words.allColumns(columns.length, plural);
      return { isLast: isFolded, element: this.#group(kind).show(data, found, isFolded ? title : null) };
    });
    const shown = sections.filter(Boolean).sort((one, other) => one.isLast - other.isLast);
    arrange(this.element, [this.heading, !shown.length && this.silent, ...shown.map(({ element }) => element)]);
  }

  #group(kind) {
    if (!this.groups.has(kind)) this.groups.set(kind, new Group(`${this.name}-${kind}`));
    return this.groups.get(kind);
  }
}

class Group {
  constructor(id) {
    this.isOpen = false;
    this.toggle = linkButton("", () => this.#turn(), { "aria-controls": id });
    this.counts = el("ul", { class: "ed-counts" });
    this.list = el("div", { id, class: "ed-voices" });
    this.element = el("section", { class: "ed-kind" });
  }

  show(data, found, foldTitle) {
    this.isFolded = Boolean(foldTitle);
    this.toggle.textContent = foldTitle ?? "";
    this.element.classList.toggle("is-folded", this.isFolded);
    this.counts.replaceChildren(...counts(data, found));
    this.list.replaceChildren(...found.map(({ column, record }) => voice(data, column, record)));
    arrange(this.element, this.isFolded ? [this.toggle, this.counts, this.list] : [this.list]);
    this.#fold();
    return this.element;
  }

  #turn() {
    this.isOpen = !this.isOpen;
    this.#fold();
  }

  #fold() {
    this.list.hidden = this.isFolded && !this.isOpen;
    this.toggle.setAttribute("aria-expanded", String(this.isOpen));
  }
}

function voice(data, column, record) {
  return el(
    "div",
    { class: "ed-voice" },
    el("h5", {}, column.name),
    record.value && el("p", { class: "ed-chip" }, chip(data, record)),
    el("p", { class: record.text ? "ed-text" : "ed-text is-empty" }, record.text || words.noText),
  );
}

function counts(data, found) {
  return data.scale.flatMap(({ value }) => {
    const count = found.filter(({ record }) => record.value === value).length;
    if (!count) return [];
    return [el("li", {}, sign(value), el("span", { class: "vh" }, `${labelOf(data, value)}: `), String(count))];
  });
}
