// The worked example for an item, one click away: what a municipality wrote, each kind of actor by itself.
import { chip } from "./badge.js";
import { el, linkButton } from "./dom.js";
import { words } from "./words.js";

export class Examples {
  constructor(id) {
    this.toggle = linkButton(words.example, () => this.#turn(), { "aria-expanded": "false", "aria-controls": id });
    this.list = el("div", { id, class: "ed-example", hidden: true });
    this.element = el("div", { class: "ed-examples" }, this.toggle, this.list);
  }

  show(data, examples) {
    this.element.hidden = !examples.length;
    const isOwn = ({ kind }) => kind === data.column?.kind;
    const ordered = [...examples].sort((one, other) => isOwn(other) - isOwn(one));
    const heading = (kind) => data.kinds.find((each) => each.kind === kind)?.heading ?? "";
    this.list.replaceChildren(
      el("p", { class: "ed-meta" }, words.exampleHeading),
      ...ordered.map((example) =>
        el(
          "div",
          { class: "ed-voice" },
          el("h5", {}, heading(example.kind)),
          el("p", { class: "ed-chip" }, chip(data, example)),
          el("p", { class: "ed-text" }, example.text),
        ),
      ),
    );
  }

  #turn() {
    this.list.hidden = !this.list.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.list.hidden));
    this.toggle.textContent = this.list.hidden ? words.example : words.hideExample;
  }
}
