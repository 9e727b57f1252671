// The activity register: a form that is quick on a phone, and what stands in it with ways to correct.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Form } from "./form.js";
import { Entries } from "./entries.js";
import { Sheet } from "./sheet.js";
import { el } from "../answer_editor/dom.js";

const standing = new WeakMap();

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet();
  let register = standing.get(parentElement);
  if (register?.membership !== data.membership) {
    register?.element.remove();
    register = new Register(data);
    standing.set(parentElement, register);
    parentElement.append(register.element);
  }
  register.changed = () => setTriggerValue("changed", Date.now());
  register.show(data);
}

// One form for the whole page: new data redraws the list below it and leaves what is being typed.
class Register {
  constructor(data) {
    this.membership = data.membership;
    const changed = () => this.changed();
    this.form = data.can_write ? new Form(data, changed) : null;
    this.entries = new Entries(data, (activity) => this.form?.correct(activity), changed);
    const sheet = new Sheet(data, changed);
    this.element = el("div", { class: "reg" }, this.form?.element, el("div", {}, this.entries.element, sheet.element));
  }

  show(data) {
    this.form?.know(data);
    this.entries.show(data);
  }
}
