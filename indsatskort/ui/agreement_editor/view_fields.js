// One view of an item: a sentence and a level.
import { sign } from "../answer_editor/badge.js";
import { el, say } from "../answer_editor/dom.js";
import { choicesOf, LEVELS } from "../workshop_room/levels.js";
import { words } from "./words.js";

const LONGEST_TEXT = 4_000;

export class ViewFields {
  #radios = new Map();

  // `ways` are write(text), choose(value) and hold(isHeld).
  constructor({ name, level, scale }, ways) {
    this.label = el("label", { for: `ag-${name}` });
    this.text = el("textarea", {
      id: `ag-${name}`, rows: 3, maxLength: LONGEST_TEXT, dir: "auto",
      oninput: () => ways.write(this.text.value),
      onfocus: () => ways.hold(true),
      onblur: () => ways.hold(false),
    });
    this.legend = el("legend", {}, level);
    const choices = [...choicesOf(scale, LEVELS), { value: null, label: words.noLevel }];
    const rows = choices.map((choice) => this.#row(name, choice, ways.choose));
    this.element = el("div", { class: "ag-view" }, this.label, this.text, el("fieldset", {}, this.legend, el("div", { class: "ag-levels" }, rows)));
  }

  show({ title, level, text, value }) {
    say(this.label, title);
    say(this.legend, level);
    if (this.text.value !== text) this.text.value = text;
    for (const [each, radio] of this.#radios) radio.checked = each === (value ?? null);
  }

  #row(name, { value, label }, choose) {
    const radio = el("input", { type: "radio", name: `ag-${name}-level`, value: value ?? "", onchange: () => choose(value) });
    this.#radios.set(value, radio);
    return el("label", {}, radio, value && sign(value), el("span", {}, label));
  }
}
