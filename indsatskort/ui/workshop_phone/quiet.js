// A screen to read: a heading, some sentences, perhaps a box and a way on. Drawn anew only when it differs.
import { el } from "../answer_editor/dom.js";

export class Quiet {
  constructor({ title, sentences = [], nodes = [], actions = [] }) {
    this.title = title;
    this.actions = actions;
    this.element = el("div", {}, sentences.map((sentence) => el("p", {}, sentence)), nodes);
  }

  show() {}
}

// A view whose parts are a function of the room: `draw(common, mine)` gives {title, nodes, actions}.
export class Drawn {
  constructor(phone) {
    this.phone = phone;
    this.title = "";
    this.actions = [];
    this.element = el("div");
  }

  show(common, mine) {
    const { title, nodes = [], actions = [] } = this.draw(common, mine);
    this.title = title;
    const fresh = el("div", {}, ...nodes);
    if (!fresh.isEqualNode(this.element)) this.element.replaceChildren(...fresh.childNodes);
    if (!isSame(actions, this.actions)) this.actions = actions;
  }
}

function isSame(some, others) {
  return some.length === others.length && some.every((node, place) => node.isEqualNode(others[place]));
}
