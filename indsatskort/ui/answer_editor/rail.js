// The way between the fields: a rail where there is room, a box to open where there is not.
import { el, say } from "./dom.js";
import { progressOf } from "./progress.js";
import { words } from "./words.js";

export class FieldMenu {
  // `go(fieldId)` opens a field; `fieldsOf(item)` gives what stands in a cell.
  constructor(go, fieldsOf) {
    Object.assign(this, { go, fieldsOf });
    this.rail = el("nav", { class: "ed-rail", "aria-label": words.fields });
    this.picked = el("b");
    this.summary = el("summary", {}, this.picked, ` – ${words.chooseField}`, el("span", { class: "ed-chevron", "aria-hidden": "true" }));
    this.inPicker = el("nav", { "aria-label": words.fields });
    this.picker = el("details", { class: "ed-picker" }, this.summary, this.inPicker);
  }

  describe(drivers) {
    const key = JSON.stringify(drivers.map(({ id, fields }) => [id, fields.map((field) => [field.id, field.name])]));
    this.drivers = drivers;
    if (key === this.key) return;
    this.key = key;
    this.entries = [];
    this.rail.replaceChildren(...drivers.flatMap((driver) => this.#driver(driver)));
    this.inPicker.replaceChildren(...drivers.flatMap((driver) => this.#driver(driver)));
  }

  show(current) {
    const fields = this.drivers.flatMap((driver) => driver.fields);
    const byId = new Map(fields.map((field) => [field.id, field]));
    for (const { id, link, count } of this.entries) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      say(count, this.#count(byId.get(id)));
    }
    const place = fields.findIndex((field) => field.id === current) + 1;
    say(this.picked, words.fieldOf(place, fields.length));
  }

  #driver(driver) {
    return [
      el("p", { class: "ed-group" }, words.driver(driver.number)),
      el("ul", {}, driver.fields.map((field) => el("li", {}, this.#link(field)))),
    ];
  }

  #link(field) {
    const count = el("span", { class: "ed-of" });
    const address = new URL(location.href);
    address.searchParams.set("felt", field.id);
    const open = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab is the browser's
      event.preventDefault();
      this.picker.open = false;
      this.go(field.id);
    };
    const link = el("a", { href: address.search, onclick: open }, el("span", {}, field.name), count);
    this.entries.push({ id: field.id, link, count });
    return link;
  }

  #count(field) {
    const { done, total, isDone } = progressOf(field.items, this.fieldsOf);
    if (!total) return words.optional;
    return isDone ? `✓ ${words.done}` : words.xOfY(done, total);
  }
}
