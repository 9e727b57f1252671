// What the room writes on the card: read by all as it is written, written by the scribe.
import { AgreementEditor } from "../agreement_editor/editor.js";
import { el } from "../answer_editor/dom.js";
import { box, level } from "./pieces.js";
import { cardWay } from "./plain_steps.js";
import { Drawn } from "./quiet.js";
import { words } from "./words.js";

export class Writing extends Drawn {
  constructor(phone) {
    super(phone);
    const { item } = phone.common;
    if (!phone.mine.is_scribe) return;
    this.editor = new AgreementEditor({ ...phone.data, item: item.id });
    this.editor.enter();
    this.element = this.editor.element;
  }

  show(common, mine) {
    if (!this.editor) return super.show(common, mine);
    this.title = common.item.title;
    return undefined;
  }

  settle() {
    this.editor?.flush();
  }

  leave() {
    this.editor?.leave();
  }

  draw({ item }) {
    const { scale } = this.phone.data;
    const { agreement } = item;
    const nodes = [el("p", {}, `${words.weTalkAbout} `, el("b", { dir: "auto" }, item.title), ".")];
    return { title: words.lookUp, nodes: [...nodes, ...written(scale, agreement)], actions: [cardWay(this.phone)] };
  }
}

function written(scale, { text, value, is_split, other_text, other_value }) {
  if (!is_split) return [view(scale, words.onTheCard, text, value)];
  return [
    el("p", {}, el("b", {}, words.weDiffer)),
    view(scale, words.oneView, text, value),
    view(scale, words.otherView, other_text, other_value),
  ];
}

function view(scale, title, text, value) {
  return box(
    el("p", { class: "ph-meta" }, title),
    el("p", { class: "ph-written", dir: "auto" }, text || words.nothingWritten),
    value && el("p", {}, level(scale, value)),
  );
}
