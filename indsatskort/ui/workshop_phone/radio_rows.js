// Real radio buttons as big rows: the sign, the word and what it means, always in sight.
import { sign } from "../answer_editor/badge.js";
import { el } from "../answer_editor/dom.js";

export class RadioRows {
  #radios = new Map();

  // `choices` are {value, label, help?}; a sign is drawn for values of the scale.
  constructor({ name, legend, choices, choose, hasSigns = true, classes = "" }) {
    const row = (choice) => this.#row(name, choice, choose, hasSigns);
    this.element = el(
      "fieldset",
      { class: `ph-choice ${classes}` },
      el("legend", {}, legend),
      choices.map(row),
    );
  }

  show(value) {
    for (const [each, radio] of this.#radios) radio.checked = each === value;
  }

  #row(name, { value, label, help }, choose, hasSigns) {
    const radio = el("input", { type: "radio", name, value: String(value), onchange: () => choose(value) });
    this.#radios.set(value, radio);
    const words = el("span", {}, el("b", {}, label), help && el("span", { class: "ph-meta" }, help));
    return el("label", { class: "ph-row" }, radio, hasSigns && sign(value), words);
  }
}
