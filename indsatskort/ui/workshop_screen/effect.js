// Effect and effort: first what is being placed, then the four named quadrants with full titles.
import { el } from "../answer_editor/dom.js";
import { band, numbered } from "./pieces.js";
import { words } from "./words.js";

const MOST_IN_A_ROW = 4; // items under each other while they are being placed
const NOW = 1; // the second of the four is the one to begin with

export function effectLayout({ effect }) {
  const head = { title: words.effectQuestion };
  if (!effect) return { ...head, name: "effect", nodes: [] };
  return effect.quadrants ? { ...head, name: "quadrants", nodes: quadrants(effect.quadrants) } : { ...head, name: "effect", nodes: placing(effect) };
}

function placing({ items, placed, of }) {
  return [
    numbered(items, MOST_IN_A_ROW),
    band(words.havePlaced(placed, of), words.placeOnPhone),
  ];
}

function quadrants(four) {
  return [
    el("p", { class: "big-up" }, words.moreEffect),
    el("ul", { class: "big-quadrants" }, four.map(quadrant)),
    el("p", { class: "big-across" }, el("span", {}, words.takesMuch), el("span", {}, words.easier)),
  ];
}

function quadrant({ name, items }, place) {
  const note = (item) =>
    el("li", { class: item.is_disputed ? "is-disputed" : "" }, el("p", { class: "fit-row", dir: "auto" }, item.title, item.is_disputed && el("span", {}, ` – ${words.disputed}`)));
  return el("li", { class: place === NOW ? "is-now" : "" }, el("h2", {}, name), el("ul", { class: items.length > 4 ? "is-dense" : "" }, items.map(note)));
}
