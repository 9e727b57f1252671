// Effect and effort: two questions per item, saved when both are answered; then where the room put them.
import { el } from "../answer_editor/dom.js";
import { RadioRows } from "./radio_rows.js";
import { cardWay } from "./plain_steps.js";
import { Drawn } from "./quiet.js";
import { Saved } from "./saved.js";
import { words } from "./words.js";

export class Effect {
  constructor(phone) {
    this.phone = phone;
    this.actions = [];
    this.title = words.effectQuestion;
    this.items = phone.common.effect.items.map((item) => new PlacedItem(phone, item));
    this.saved = new Saved();
    this.element = el("div", {}, el("p", {}, words.effectHelp), this.items.map(({ element }) => element));
    this.actions = [el("div", { class: "ph-sum" }, (this.count = el("p")), this.saved.element)];
  }

  show(common, mine) {
    for (const item of this.items) item.show(mine.placements?.[item.id]);
    const done = this.items.filter((item) => item.isDone).length;
    this.count.replaceChildren(el("b", {}, String(done)), ` ${words.ofPlaced(this.items.length)}`);
    this.saved.show(this.items.map(({ delivery }) => delivery));
  }
}

class PlacedItem {
  #half = {}; // one question answered; both are sent together

  constructor(phone, { id, title }) {
    this.id = id;
    this.delivery = phone.room.delivery("placement", id);
    const question = (name, legend, labels) =>
      new RadioRows({
        name: `${name}-${id}`, legend, hasSigns: false, classes: "is-beside",
        choices: labels.map((label, place) => ({ value: place + 1, label })),
        choose: (value) => this.#choose({ [name]: value }),
      });
    this.effect = question("effect", words.effectLegend, words.effects);
    this.ease = question("ease", words.easeLegend, words.eases);
    this.element = el(
      "section",
      { class: "ph-item", "aria-label": title },
      el("h2", { dir: "auto" }, title), this.effect.element, this.ease.element,
    );
  }

  get isDone() {
    return Boolean(this.standing?.effect && this.standing.ease);
  }

  show(saved) {
    this.standing = { ...saved, ...this.delivery.wanted, ...this.#half };
    this.effect.show(this.standing.effect);
    this.ease.show(this.standing.ease);
  }

  #choose(change) {
    this.#half = { ...this.#half, ...change };
    const { effect, ease } = { ...this.standing, ...this.#half };
    this.standing = { effect, ease };
    if (!effect || !ease) return;
    this.#half = {};
    this.delivery.send({ item: this.id, effect, ease });
  }
}

export class Placed extends Drawn {
  draw({ effect }, mine) {
    const quadrants = effect?.quadrants;
    if (!quadrants) return { title: words.lookUp, nodes: [el("p", {}, words.placing)], actions: [cardWay(this.phone)] };
    const nodes = quadrants
      .filter(({ items }) => items.length)
      .map(({ name, items }) =>
        el("section", { class: "ph-item" }, el("h2", {}, name), el("ul", { class: "ph-list" }, items.map((item) => line(item, mine)))),
      );
    return { title: words.placedTitle, nodes, actions: [cardWay(this.phone)] };
  }
}

function line({ id, title, is_disputed }, mine) {
  const own = mine.placements?.[id];
  return el(
    "li",
    { dir: "auto" },
    title,
    is_disputed && el("span", { class: "ph-meta" }, ` ${words.disputed}`),
    own && el("span", { class: "ph-meta" }, words.ownPlacement(own)),
  );
}
