// The revealed ballot: all dots solid, equal weight hatched, and one sentence where the two counts differ.
import { el } from "../answer_editor/dom.js";
import { words } from "./words.js";

const ROWS = 8;
const FEW = 4; // fill the screen with larger letters

export function revealedLayout({ result, step }) {
  const rows = result.rows.slice(0, ROWS);
  const hasEqual = rows.some(({ equal }) => equal !== null && equal !== undefined);
  const isFew = rows.length <= FEW;
  const kinds = result.kinds ?? [];
  const most = { total: Math.max(...rows.map(({ total }) => total), 1), equal: Math.max(...rows.map(({ equal }) => equal ?? 0), 1) };
  const table = el(
    "table",
    { class: ["big-result", hasEqual && "has-equal", isFew && "is-few"].filter(Boolean).join(" ") },
    el("thead", {}, head(hasEqual, kinds)),
    el("tbody", {}, rows.map((row) => line(row, most, hasEqual, kinds, isFew))),
  );
  return {
    name: "result",
    eyebrow: `${step.title} · ${words.castBy(result)}`,
    title: words.hereAreTheDots,
    hasClock: false,
    nodes: [table, said(result)].filter(Boolean),
  };
}

function head(hasEqual, kinds) {
  const cell = (name, below, classes = "") =>
    el("th", { scope: "col", class: classes }, el("b", {}, name), el("span", {}, below));
  return el(
    "tr",
    {},
    el("td"),
    cell(words.allDots, words.number),
    hasEqual && cell(words.equalWeight, words.groupsAlike),
    kinds.map(({ kind, label, people }) => cell(words.kinds[kind] ?? label, words.people(people), "is-count")),
  );
}

function line({ title, total, equal, equal_rank, moves, kinds: perKind }, most, hasEqual, kinds, isFew) {
  const arrow = { up: "↑", down: "↓" }[moves] ?? "";
  const rank = equal_rank ? el("span", { class: "big-rank" }, `${arrow} nr. ${equal_rank}`.trim()) : null;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("p", { class: isFew ? "fit-entry" : "fit-small", dir: "auto" }, title)),
    el("td", {}, measure(total, most.total, String(total), "is-solid")),
    hasEqual && el("td", {}, measure(equal ?? 0, most.equal, `${equal ?? 0} %`, "is-hatched", rank)),
    kinds.map((_, place) => el("td", { class: "is-count" }, String(perKind?.[place] ?? 0))),
  );
}

function measure(amount, most, text, classes, rank = null) {
  const bar = el("i", { class: classes, "aria-hidden": "true" });
  bar.style.setProperty("--share", String(amount / most));
  return el("span", { class: "big-measure" }, amount > 0 && bar, el("b", {}, text), rank);
}

function said({ sentence, notes }) {
  if (!sentence && !notes.length) return null;
  return el("div", { class: "big-band is-said" }, sentence && el("p", { class: "fit-question", dir: "auto" }, sentence), notes.map((note) => el("p", { class: "big-below", dir: "auto" }, note)));
}
