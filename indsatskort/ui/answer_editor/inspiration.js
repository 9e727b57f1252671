// What the sources have for an item, one click away: three at first, more on demand, each with its source.
//
// With `take(fields)` a step or practice, or a template, can be taken over by one press.
import { el, linkButton } from "./dom.js";

const AT_ONCE = 3;
const words = {
  show: (count) => `Få inspiration (${count})`,
  hide: "Skjul inspirationen",
  take: "Brug som første skridt",
  takeAll: "Brug skabelonen",
  more: (count) => `Vis ${count} mere`,
};

export class Inspiration {
  constructor(id, take = null) {
    this.take = take;
    this.toggle = linkButton("", () => this.#turn(), { "aria-expanded": "false", "aria-controls": id });
    this.list = el("ul", { class: "ed-inspiration-list", tabindex: "-1" });
    this.more = linkButton("", () => this.#showAll());
    this.box = el("div", { id, class: "ed-example", hidden: true }, this.list, this.more);
    this.element = el("div", { class: "ed-inspiration" }, this.toggle, this.box);
    this.isWhole = false;
  }

  show(data, item) {
    const byId = new Map((data.inspiration ?? []).map((entry) => [entry.id, entry]));
    const entries = (item.inspiration ?? []).map((id) => byId.get(id)).filter(Boolean);
    const key = entries.map(({ id }) => id).join(" ");
    this.element.hidden = !entries.length;
    if (key === this.key) return;
    this.key = key;
    this.entries = entries;
    this.#fill();
    this.#say();
  }

  #turn() {
    this.box.hidden = !this.box.hidden;
    this.#say();
  }

  #say() {
    this.toggle.setAttribute("aria-expanded", String(!this.box.hidden));
    this.toggle.textContent = this.box.hidden ? words.show(this.entries.length) : words.hide;
  }

  #showAll() {
    this.isWhole = true;
    this.#fill();
    this.list.children[AT_ONCE]?.focus();
  }

  #fill() {
    const shown = this.isWhole ? this.entries : this.entries.slice(0, AT_ONCE);
    const rest = this.entries.length - shown.length;
    this.list.replaceChildren(...shown.map((entry) => entryOf(entry, this.take)));
    this.more.hidden = !rest;
    this.more.textContent = words.more(rest);
  }
}

function entryOf({ kind, text, source, note, is_step, fields }, take) {
  return el(
    "li",
    { tabindex: "-1" },
    el("p", {}, el("b", {}, kind), ` ${text}`),
    el("p", { class: "ed-meta" }, note && el("b", {}, `${note} `), source),
    take && is_step && linkButton(words.take, () => take({ first_step: text })),
    take && fields && linkButton(words.takeAll, () => take(fields)),
  );
}
