// Talking about one item: first alone and in silence on the phone, then together and looking up.
import { el } from "../answer_editor/dom.js";
import { RadioRows } from "./radio_rows.js";
import { box, level, ownRating } from "./pieces.js";
import { cardWay } from "./plain_steps.js";
import { Drawn } from "./quiet.js";
import { Saved } from "./saved.js";
import { choicesOf, LEVELS } from "../workshop_room/levels.js";
import { words } from "./words.js";

const MOST_BESIDE = 6; // columns that the big screen shows side by side

export class Listed extends Drawn {
  draw({ listed = [] }) {
    const line = ({ title, is_done }) =>
      el("li", { dir: "auto" }, title, is_done && el("span", { class: "ph-meta" }, ` ✓ ${words.done}`));
    const nodes = listed.length ? [el("p", {}, words.listLead), el("ol", { class: "ph-list" }, listed.map(line))] : [];
    return { title: words.lookUp, nodes, actions: [cardWay(this.phone)] };
  }
}

export class Discussion extends Drawn {
  draw({ item, phase }, mine) {
    const lead = el("p", {}, `${words.weTalkAbout} `, el("b", { dir: "auto" }, item.title), ".");
    const own = phase === "silent" ? null : ownRating(this.phone.data.scale, mine.rating);
    const task = el("p", {}, words.nothingToDo);
    const said = item.columns.length > MOST_BESIDE && everySentence(this.phone.data.scale, item);
    return { title: words.lookUp, nodes: [lead, own, task, said].filter(Boolean), actions: [cardWay(this.phone)] };
  }
}

// With many columns the big screen has room for two of their sentences; all of them can be read here.
function everySentence(scale, { columns }) {
  const spoken = columns.filter(({ text, value }) => text || value);
  const line = ({ name, value, text }) =>
    el("li", {}, el("h3", { dir: "auto" }, name), value && el("p", {}, level(scale, value)), text && el("p", { dir: "auto" }, text));
  return el("details", { class: "ph-said" }, el("summary", {}, words.readAll(spoken.length)), el("ul", { class: "ph-rows" }, spoken.map(line)));
}

export class Silent {
  constructor(phone) {
    const { item } = phone.common;
    const { room, data } = phone;
    this.actions = [];
    this.item = item.id;
    this.rating = room.delivery("rating", item.id);
    this.flag = room.delivery("flag", item.id);
    this.title = item.title;
    this.statement = el("p", { class: "ph-statement", dir: "auto" }, `»${item.statement}«`);
    const choices = choicesOf(data.scale, [...LEVELS, "unknown"]);
    this.levels = new RadioRows({
      name: `rating-${item.id}`,
      legend: words.howDoYouSeeIt(phone.mine.column.name),
      choices,
      choose: (value) => this.rating.send({ item: item.id, value }),
    });
    this.saved = new Saved(words.untilShown);
    this.checkbox = el("input", { type: "checkbox", onchange: () => this.#raise() });
    this.element = el(
      "div",
      {},
      this.statement,
      this.levels.element,
      this.saved.element,
      el("label", { class: "ph-flag" }, this.checkbox, el("span", {}, el("b", {}, words.raise), el("span", { class: "ph-meta" }, words.raiseHelp))),
      box(el("p", { class: "ph-meta" }, words.onlyCounts(phone.mine.column.name))),
    );
  }

  show(common, mine) {
    this.levels.show(this.rating.wanted?.value ?? mine.rating);
    this.checkbox.checked = this.flag.wanted?.is_on ?? Boolean(mine.flags?.includes(this.item));
    this.saved.show([this.rating, this.flag]);
  }

  #raise() {
    this.flag.send({ item: this.item, is_on: this.checkbox.checked });
  }
}
