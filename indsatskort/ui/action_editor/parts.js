// The pieces of the form: a text, a day, a choice, a row of ticks. Each knows its name and shows its value.
import { el, say } from "../answer_editor/dom.js";

// `ways` are write(name, value, {now}), enter(name) and leave().
class Part {
  constructor(name, label, ways, help) {
    Object.assign(this, { name, ways });
    this.id = `ac-${name.replaceAll(" ", "-")}`;
    this.help = help && el("p", { class: "ac-meta", id: `${this.id}-help` }, help);
    this.label = el("label", { for: this.id }, label);
  }

  get described() {
    return this.help ? { "aria-describedby": this.help.id } : {};
  }
}

export class TextPart extends Part {
  constructor(name, label, ways, { help, longest = 2_000, rows = 2, extra = null } = {}) {
    super(name, label, ways, help);
    this.input = el("textarea", {
      id: this.id, rows, maxLength: longest, dir: "auto", ...this.described,
      oninput: () => ways.write(name, this.input.value),
      onfocus: () => ways.enter(name),
      onblur: () => ways.leave(),
    });
    this.element = el("div", { class: "ac-part" }, this.label, this.help, this.input, extra);
  }

  show(value) {
    if (this.input.value !== value) this.input.value = value;
  }
}

// One line, and suggestions that fill it in one press.
export class LinePart extends Part {
  constructor(name, label, ways, { help, longest, suggestions }) {
    super(name, label, ways, help);
    this.input = el("input", {
      type: "text", id: this.id, maxLength: longest, dir: "auto", autocomplete: "off", ...this.described,
      oninput: () => ways.write(name, this.input.value),
      onfocus: () => ways.enter(name),
      onblur: () => ways.leave(),
    });
    this.lack = el("p", { class: "ac-lack" });
    const chips = suggestions.map((words) =>
      el("button", { type: "button", class: "ac-chip", onclick: () => { this.show(words); ways.write(name, words, { now: true }); } }, words),
    );
    this.element = el("div", { class: "ac-part" }, this.label, this.help, this.input, el("div", { class: "ac-chips" }, chips), this.lack);
  }

  show(value) {
    if (this.input.value !== value) this.input.value = value;
  }
}

// The day stands in words below, since browsers write the numbers in their own order.
export class DayPart extends Part {
  constructor(name, label, ways) {
    super(name, label, ways, " ");
    this.input = el("input", {
      type: "date", id: this.id, ...this.described,
      onchange: () => ways.write(name, this.input.value || null, { now: true }),
    });
    this.element = el("div", { class: "ac-part" }, this.label, this.input, this.help);
  }

  show(value) {
    if (this.input.value !== (value ?? "")) this.input.value = value ?? "";
    say(this.help, value ? dayWords(value) : "");
  }
}

export function dayWords(day) {
  return new Date(`${day}T12:00`).toLocaleDateString("da-DK", { day: "numeric", month: "long", year: "numeric" });
}

export class ChoicePart extends Part {
  // `choices` are [value, words]; null stands for none.
  constructor(name, label, ways, { help, choices }) {
    super(name, label, ways, help);
    this.input = el(
      "select",
      { id: this.id, ...this.described, onchange: () => ways.write(name, this.input.value || null, { now: true }) },
      choices.map(([value, words]) => el("option", { value: value ?? "" }, words)),
    );
    this.element = el("div", { class: "ac-part" }, this.label, this.help, this.input);
  }

  show(value) {
    if (this.input.value !== (value ?? "")) this.input.value = value ?? "";
  }
}

export class TicksPart {
  #boxes = new Map();

  constructor(name, label, ways, choices) {
    Object.assign(this, { name });
    const tick = () => {
      const chosen = [...this.#boxes].filter(([, box]) => box.checked).map(([value]) => value);
      ways.write(name, chosen.sort().join(" "), { now: true });
    };
    const rows = choices.map(([value, words]) => {
      const box = el("input", { type: "checkbox", value, onchange: tick });
      this.#boxes.set(value, box);
      return el("label", {}, box, el("span", {}, words));
    });
    this.element = el("fieldset", { class: "ac-part" }, el("legend", {}, label), el("div", { class: "ac-ticks" }, rows));
  }

  show(value) {
    const chosen = value.split(" ");
    for (const [each, box] of this.#boxes) box.checked = chosen.includes(each);
  }
}

export function lackOf(part, sentence) {
  say(part.lack, sentence ?? "");
  part.lack.hidden = !sentence;
}
