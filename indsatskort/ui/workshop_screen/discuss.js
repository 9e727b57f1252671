// One item in the room: everybody's sentences and levels side by side, and the question to talk about.
import { listed as inWords } from "../answer_editor/danish.js";
import { el } from "../answer_editor/dom.js";
import { distanceOf, LEVELS } from "../workshop_room/levels.js";
import { manyColumns } from "./many_columns.js";
import { band, level, numbered, sign } from "./pieces.js";
import { words } from "./words.js";

const MOST_BESIDE = 6;
const MOST_IN_A_ROW = 6; // entries of the list under each other
const MOST_PIPS = 5;

export function listedLayout({ listed = [] }) {
  const entries = listed.map(({ title, is_done }) => ({ title, isDone: is_done }));
  return { name: "listed", title: words.listTitle, nodes: [numbered(entries, MOST_IN_A_ROW), band(words.listLead)] };
}

export function discussLayout({ item, phase, step }, { scale, kinds }) {
  const isMany = item.columns.length > MOST_BESIDE;
  const nodes = isMany ? manyColumns(item, phase, scale, kinds) : [beside(item, phase, scale)];
  return {
    name: isMany ? "many" : "discuss",
    eyebrow: [step.title, words.placeOf(item.place, item.of), apart(item)].filter(Boolean).join(" · "),
    title: item.title,
    lead: `»${item.statement}«`,
    nodes: [...nodes, band(item.question, task(item, phase))],
  };
}

function apart({ columns }) {
  const distance = distanceOf(columns);
  return distance >= 2 ? words.apart(distance) : "";
}

function task({ first }, phase) {
  if (phase === "silent") return words.inSilence;
  return first.length ? words.explainFirst(inWords(first)) : words.talk;
}

function beside({ columns }, phase, scale) {
  return el("ul", { class: "big-cards" }, columns.map((column) => card(column, phase, scale)));
}

function card({ name, value, under_way, text, ratings }, phase, scale) {
  return el(
    "li",
    {},
    el(
      "div",
      { class: "big-said" },
      el("h2", { class: "fit-row", dir: "auto" }, name),
      el("p", {}, value ? level(scale, value) : el("span", { class: "big-muted" }, words.notAnswered), under_way && el("span", { class: "big-way" }, ` ▲ ${words.underWay}`)),
      el("p", { class: "big-text fit-card", dir: "auto" }, text),
    ),
    el("div", { class: "big-own" }, phase === "silent" ? el("p", {}, words.ownHidden) : own(ratings, scale)),
  );
}

function own(ratings, scale) {
  if (!ratings) return el("p", {}, words.nobodyRated);
  if (ratings.withheld) return el("p", {}, ratings.withheld);
  const unknown = ratings.unknown ? `, ${ratings.unknown} »ved ikke«` : "";
  return [el("p", {}, `${words.rated(ratings.raters)}${unknown}`), pips(ratings.counts, scale)];
}

// One mark per person over the four signs; a pile too high to count is said as a number.
function pips(counts, scale) {
  const pile = (count) =>
    count > MOST_PIPS
      ? el("b", {}, String(count))
      : Array.from({ length: count }, () => el("i", { "aria-hidden": "true" }));
  const spoken = (place) => `${scale.find(({ value }) => value === LEVELS[place])?.label}: ${counts[place]}`;
  return el(
    "ul",
    { class: "big-pips" },
    counts.map((count, place) => el("li", {}, pile(count), sign(LEVELS[place]), el("span", { class: "vh" }, spoken(place)))),
  );
}
