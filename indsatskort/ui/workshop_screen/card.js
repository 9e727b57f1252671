// The whole card: a tile per item in the same place in every column, or a bar per kind when they are many.
import { tile } from "../answer_editor/badge.js";
import { el } from "../answer_editor/dom.js";
import { choicesOf, LEVELS, wordOf } from "../workshop_room/levels.js";
import { sign } from "./pieces.js";
import { words } from "./words.js";

const TILE_WORDS = [...LEVELS, "unknown", "opted_out"];

export function cardLayout({ map }, { scale }) {
  const head = { name: "card", title: words.readQuietly };
  if (!map) return { ...head, nodes: [] };
  const isTiles = map.mode === "tiles";
  const lead = isTiles ? words.oneSquare : words.soManyFields;
  const nodes = isTiles ? [tiles(map, scale), tileLegend(scale)] : [bars(map, scale), barLegend(map, scale)];
  return { ...head, lead, nodes };
}

function tiles({ columns, drivers }, scale) {
  const longest = Math.max(...drivers.flatMap(({ fields }) => fields.map(({ cells }) => cells[0]?.length ?? 0)), 1);
  const row = (driver) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, nameOf(driver)),
      columns.map((_, place) => el("td", {}, driver.fields.map((field) => el("p", {}, field.cells[place].map((value) => square(value, scale)))))),
    );
  const table = el(
    "table",
    { class: "big-tiles" },
    el("thead", {}, el("tr", {}, el("td"), columns.map(({ name }) => el("th", { scope: "col" }, el("p", { class: "fit-head", dir: "auto" }, name))))),
    el("tbody", {}, drivers.map(row)),
  );
  table.style.setProperty("--columns", String(columns.length));
  table.style.setProperty("--longest", String(longest));
  return table;
}

function nameOf({ number, name }) {
  return el("p", { class: "fit-row" }, `${number}. ${name}`);
}

function square(value, scale) {
  if (value === "-") return el("i", { class: "big-none", role: "img", "aria-label": words.notYours });
  if (!value) return el("i", { class: "big-empty", role: "img", "aria-label": words.notAnswered });
  const drawn = tile(value);
  drawn.removeAttribute("aria-hidden");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", wordOf(scale, value));
  return drawn;
}

function tileLegend(scale) {
  const entries = choicesOf(scale, TILE_WORDS).map(({ value, label }) => el("li", {}, tile(value), label));
  const empty = el("li", {}, el("i", { class: "big-empty", "aria-hidden": "true" }), words.notAnswered);
  const none = el("li", {}, el("i", { class: "big-none", "aria-hidden": "true" }), words.notYours);
  return el("ul", { class: "big-legend" }, entries, empty, none);
}

function bars({ kinds, drivers }, scale) {
  const weights = kinds.map((_, place) => Math.max(...drivers.map(({ counts }) => total(counts[place]))));
  const widest = Math.max(...weights, 1);
  const row = (driver) =>
    el("tr", {}, el("th", { scope: "row" }, nameOf(driver)), driver.counts.map((counts) => el("td", {}, bar(counts, scale))));
  const table = el(
    "table",
    { class: "big-stacks" },
    el("thead", {}, el("tr", {}, el("td"), kinds.map(({ label }) => el("th", { scope: "col" }, el("p", { class: "fit-head", dir: "auto" }, label))))),
    el("tbody", {}, drivers.map(row)),
  );
  table.querySelectorAll("thead th").forEach((cell, place) => cell.classList.toggle("is-widest", weights[place] === widest));
  return table;
}

// The highest level first, as the eye reads; what nobody has takes no room.
function bar(counts, scale) {
  const parts = LEVELS.map((value, place) => ({ value, count: counts[place], place })).reverse().filter(({ count }) => count);
  if (!parts.length) return el("span", { class: "big-stack is-empty" }, words.notAnswered);
  return el("span", { class: "big-stack" }, parts.map(({ value, count, place }) => {
    const label = el("span", { class: "vh" }, `${wordOf(scale, value)}: `);
    const part = el("span", { class: `big-part l${place}` }, sign(value), label, el("b", {}, String(count)));
    part.style.flexGrow = String(count);
    return part;
  }));
}

function barLegend({ others }, scale) {
  const entries = choicesOf(scale, LEVELS).reverse().map(({ value, label }) => el("li", {}, tile(value), label));
  return el("ul", { class: "big-legend" }, entries, others && el("li", {}, others));
}

function total(counts) {
  return counts.reduce((sum, count) => sum + count, 0);
}
