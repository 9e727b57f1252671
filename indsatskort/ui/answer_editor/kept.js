// Text kept in this browser whose place is not on the screen: a removed column, somebody else's now.
import { arrange, el } from "./dom.js";
import { RefusalBox } from "./refusal.js";
import { words } from "./words.js";

export class KeptTexts {
  #boxes = new Map();

  constructor() {
    this.heading = el("h2", {}, words.keptHeading);
    this.help = el("p", { class: "ed-meta" }, words.keptHelp);
    this.element = el("section", { class: "ed-kept", hidden: true });
  }

  // `homeless`: cells that hold something unsaved and have no row to show it in.
  show(homeless) {
    for (const cell of this.#boxes.keys()) if (!homeless.includes(cell)) this.#boxes.delete(cell);
    const boxes = homeless.map((cell) => {
      if (!this.#boxes.has(cell)) this.#boxes.set(cell, new RefusalBox(cell, { label: cell.label || words.yours }));
      const box = this.#boxes.get(cell);
      box.show({ isWritable: false });
      return box.element;
    });
    this.element.hidden = !boxes.length;
    arrange(this.element, boxes.length ? [this.heading, this.help, ...boxes] : []);
  }
}
