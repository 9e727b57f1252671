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
    const { effect, ease } = { ...saved, ...this.delivery.wanted, ...this.#half };
    this.standing = { effect, ease };
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
    if (!effect?.quadrants) return { title: words.lookUp, nodes: [el("p", {}, words.placing)], actions: [cardWay(this.phone)] };
    return { title: words.placedTitle, nodes: places(effect.quadrants, mine), actions: [cardWay(this.phone)] };
  }
}

// The scribe places for the room what fewer than three have answered.
export class PlacedByScribe {
  constructor(phone) {
    this.phone = phone;
    this.title = words.placedTitle;
    this.items = withoutAnswers(phone.common.effect).map((item) => new NamedPlace(phone, item));
    this.saved = new Saved();
    this.places = el("div");
    this.element = el(
      "div", {}, this.places,
      el("h2", {}, words.scribePlaces), el("p", {}, words.scribePlacesHelp), this.items.map(({ element }) => element),
    );
    this.actions = [this.saved.element];
  }

  show({ effect }, mine) {
    for (const item of this.items) item.show(effect.quadrants);
    const fresh = el("div", {}, places(effect.quadrants, mine));
    if (!fresh.isEqualNode(this.places)) {
      this.places.replaceWith(fresh);
      this.places = fresh;
    }
    this.saved.show(this.items.map(({ delivery }) => delivery));
  }
}

// One item and the four places to choose from.
class NamedPlace {
  constructor(phone, { id, title }) {
    this.id = id;
    this.delivery = phone.room.delivery("room-placement", id);
    this.rows = new RadioRows({
      name: `place-${id}`, legend: title, hasSigns: false,
      choices: phone.common.effect.quadrants.map(({ name }) => ({ value: name, label: name })),
      choose: (name) => this.#choose(name),
    });
    this.element = this.rows.element;
  }

  show(quadrants) {
    this.quadrants = quadrants;
    const standing = quadrants.find(({ items }) => items.some(({ id }) => id === this.id))?.name;
    this.rows.show(this.delivery.wanted ? this.chosen : standing);
  }

  #choose(name) {
    this.chosen = name;
    this.delivery.send({ item: this.id, ...this.quadrants.find((each) => each.name === name).centre });
  }
}

// What the room itself has not put anywhere.
export function withoutAnswers({ items, quadrants }) {
  const own = quadrants.flatMap((quadrant) => quadrant.items).filter((item) => !item.is_by_scribe);
  return items.filter(({ id }) => !own.some((item) => item.id === id));
}

function places(quadrants, mine) {
  return quadrants
    .filter(({ items }) => items.length)
    .map(({ name, items }) =>
      el("section", { class: "ph-item" }, el("h2", {}, name), el("ul", { class: "ph-list" }, items.map((item) => line(item, mine)))),
    );
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
