// More than six columns under discussion: a row per kind with the levels and who is where, and two whole
// sentences, one from each extreme, in the order of the card. All sentences are on the phones.
import { el } from "../answer_editor/dom.js";
import { LEVELS, wordOf } from "../workshop_room/levels.js";
import { level, sign } from "./pieces.js";
import { words } from "./words.js";

const DOWNWARDS = [...LEVELS].reverse();

export function manyColumns(item, phase, scale, kinds) {
  const rows = kinds.flatMap(({ kind, heading }) => {
    const found = item.columns.filter((column) => column.kind === kind);
    return found.length ? [row(heading, found, scale)] : [];
  });
  const below = phase === "shown" ? ownRatings(item.columns) : extremes(item.columns, scale);
  return [el("ul", { class: "big-rows" }, rows), below];
}

function row(heading, columns, scale) {
  const groups = [...DOWNWARDS, "unknown", "opted_out", null].flatMap((value) => {
    const names = columns.filter((column) => (column.value ?? null) === value).map(({ name }) => name);
    return names.length ? [group(value, names, scale)] : [];
  });
  return el("li", {}, el("h2", {}, heading), el("p", { class: "fit-row" }, groups));
}

function group(value, names, scale) {
  const label = value ? wordOf(scale, value) : words.notAnswered;
  return el(
    "span",
    { class: "big-group" },
    value && sign(value),
    el("b", {}, ` ${label} ${names.length} `),
    el("span", { class: "big-muted", dir: "auto" }, `${names.join(", ")}  `),
  );
}

// The first column of the card that stands highest, and the first that stands lowest, if they wrote.
export function extremes(columns, scale) {
  const placed = columns.filter(({ value, text }) => LEVELS.includes(value) && text);
  const places = placed.map(({ value }) => LEVELS.indexOf(value));
  const at = (place) => placed.find(({ value }) => LEVELS.indexOf(value) === place);
  const found = [...new Set([at(Math.max(...places)), at(Math.min(...places))])].filter(Boolean);
  return el(
    "ul",
    { class: "big-extremes" },
    found.map(({ name, value, text }) =>
      el("li", {}, el("h2", {}, el("span", { class: "big-name", dir: "auto" }, name), level(scale, value)), el("p", { class: "big-text fit-card", dir: "auto" }, text)),
    ),
  );
}

function ownRatings(columns) {
  const shown = columns.filter(({ ratings }) => ratings?.counts);
  if (!shown.length) return el("p", { class: "big-muted big-extremes" }, words.noneShown);
  const counts = (column) =>
    column.ratings.counts.flatMap((count, place) => (count ? [el("span", {}, sign(LEVELS[place]), el("b", {}, ` ${count} `))] : []));
  return el(
    "div",
    { class: "big-shown" },
    el("h2", {}, words.ownTitle),
    el(
      "ul",
      { class: "fit-rows" },
      shown.map((column) => el("li", {}, el("span", { dir: "auto" }, `${column.name} `), counts(column))),
      el("li", { class: "big-muted", hidden: true }),
    ),
  );
}
