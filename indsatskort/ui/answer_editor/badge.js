// How a value looks: its pill, its tile and its sign, always with the word.
import { el } from "./dom.js";
import { words } from "./words.js";

const MARKS = { not_started: "0", ad_hoc: "1", partly: "2", established: "3", unknown: "u", opted_out: "o" };
export const NO_LEVEL = new Set(["unknown", "opted_out"]);
export const UNDER_WAY_ALLOWED = new Set(["not_started", "ad_hoc", "partly"]);

export function labelOf(data, value) {
  return data.scale.find((choice) => choice.value === value)?.label ?? "";
}

export function sign(value) {
  return el("span", { class: `sym s${MARKS[value]}`, "aria-hidden": "true" });
}

export function tile(value) {
  return el("span", { class: `tile l${MARKS[value]}`, "aria-hidden": "true" }, sign(value));
}

// The pill of an answer and, beside it, På vej. Nothing when there is no value.
export function chip(data, { value, under_way, text }) {
  if (!value) return [];
  const isBare = !NO_LEVEL.has(value) && !text.trim();
  const pill = el(
    "span",
    { class: `chip l${MARKS[value]}${isBare ? " nt" : ""}` },
    sign(value),
    labelOf(data, value),
    isBare && el("span", { class: "vh" }, words.withoutText),
  );
  return under_way ? [pill, el("span", { class: "way" }, el("i"), data.under_way.label)] : [pill];
}
