// One item's dots: fewer, how many, more; each press says what stands there now.
import { button, el, say } from "../answer_editor/dom.js";
import { words } from "./words.js";

export class Stepper {
  constructor({ id, title }, { most_per_item }, put) {
    Object.assign(this, { id, most: most_per_item });
    this.count = 0;
    const press = (button, by) => button.getAttribute("aria-disabled") === "true" || put(this.count + by);
    this.less = button("−", () => press(this.less, -1), { class: "ph-step", "aria-label": words.less(title) });
    this.more = button("+", () => press(this.more, 1), { class: "ph-step", "aria-label": words.more(title) });
    this.dots = el("span", { class: "ph-pips", "aria-hidden": "true" });
    this.said = el("span", { class: "ph-count", role: "status" });
    this.element = el(
      "li",
      {},
      el("h2", { dir: "auto" }, title),
      el("div", { class: "ph-stepper", role: "group", "aria-label": title }, this.less, el("span", {}, this.dots, this.said), this.more),
    );
  }

  // `aria-disabled` keeps the focus where it is: a button that goes dead throws the keyboard out.
  show(count, mayAdd) {
    this.count = count;
    const pips = Array.from({ length: this.most }, (_, place) => el("i", { class: place < count ? "is-laid" : "" }));
    this.dots.replaceChildren(...pips);
    say(this.said, words.count(count, this.most));
    close(this.less, count === 0);
    close(this.more, count >= this.most || !mayAdd);
  }
}

function close(button, isClosed) {
  button.setAttribute("aria-disabled", String(isClosed));
}
