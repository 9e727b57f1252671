// Small parts that the phone's screens share: a box, a level with its sign, a way to another page.
import { sign } from "../answer_editor/badge.js";
import { el } from "../answer_editor/dom.js";
import { wordOf } from "../workshop_room/levels.js";
import { words } from "./words.js";

export function box(...nodes) {
  return el("div", { class: "ph-box" }, ...nodes);
}

export function level(scale, value) {
  return el("span", { class: "ph-level" }, sign(value), el("b", {}, wordOf(scale, value)));
}

export function wayTo(address, label, { isPrimary = false } = {}) {
  return el("a", { class: isPrimary ? "ph-button is-primary" : "ph-button", href: address, target: "_self" }, label);
}

export function ownRating(scale, value) {
  if (!value) return null;
  return box(el("p", { class: "ph-meta" }, words.ownRating), el("p", {}, level(scale, value)));
}

export function resumeCode(mine) {
  if (!mine.resume_code) return null;
  return box(
    el("p", {}, words.codeLead),
    el("p", { class: "ph-code" }, mine.resume_code),
    el("p", { class: "ph-meta" }, words.codeHelp),
  );
}

// `below` gives what else stands under one of them.
export function chosenList(scale, chosen, below = () => null) {
  return el(
    "ol",
    { class: "ph-rows" },
    chosen.map(({ title, ambition, reason, ...rest }, place) =>
      el(
        "li",
        {},
        el("h2", { dir: "auto" }, `${place + 1}. ${title}`),
        ambition && el("p", {}, `${words.goodEnough} `, level(scale, ambition)),
        reason && el("p", { class: "ph-meta", dir: "auto" }, reason),
        below(rest),
      ),
    ),
  );
}
