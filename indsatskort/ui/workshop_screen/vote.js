// The ballot before it is revealed: how many have voted, the rules and the clock. No item and no dot.
import { el } from "../answer_editor/dom.js";
import { svg } from "./pieces.js";
import { words } from "./words.js";

const ROOMY = 17;

export function voteLayout({ phase, vote, hidden_again: hiddenAgain }) {
  const isHidden = phase === "hidden_again";
  const head = { name: "vote", title: words.voteTitle[phase] ?? words.voteTitle.open };
  if (!vote) return { ...head, nodes: [] };
  if (isHidden) return { ...head, nodes: [el("p", { class: "big-large" }, words.shownTooEarly(hiddenAgain), el("br"), stillGoing(vote))] };
  const note = hiddenAgain && el("p", { class: "big-note" }, words.hiddenAgain(hiddenAgain));
  const count = phase === "ready" ? [] : [turnout(vote), figures(vote)];
  return { ...head, nodes: [note, ...count, rules(vote, phase)].filter(Boolean) };
}

function stillGoing({ voted, of }) {
  const left = Math.max(0, of - voted);
  return left ? words.stillGoing(left) : words.allVoted;
}

function turnout({ voted, of }) {
  return el("p", { class: "big-turnout" }, el("b", {}, String(voted)), el("span", {}, ` af ${of} har stemt`));
}

function figures({ voted, of }) {
  const list = el(
    "div",
    { class: of > ROOMY ? "big-figures is-many" : "big-figures", "aria-hidden": "true" },
    Array.from({ length: of }, (_, place) => person(place < voted)),
  );
  return list;
}

function person(hasVoted) {
  return svg(
    "svg",
    { viewBox: "0 0 72 98", class: hasVoted ? "has-voted" : "" },
    svg("circle", { cx: "36", cy: "24", r: "20" }),
    svg("path", { d: "M3 95 V88 C3 64 18 50 36 50 C54 50 69 64 69 88 V95 Z" }),
  );
}

function rules({ dots, most_per_item, is_open_per_kind, paper }, phase) {
  const lines = [
    el("li", {}, el("b", {}, String(dots)), ` ${words.dotsEach}`),
    el("li", {}, words.atMost, " ", el("b", {}, String(most_per_item)), ` ${words.onSameItem}`),
    el("li", {}, is_open_per_kind ? words.openPerKind : words.nobodySees),
    paper > 0 && phase !== "ready" && el("li", {}, words.onPaper(paper)),
  ];
  return el("ul", { class: phase === "ready" ? "big-rules is-large" : "big-rules" }, lines);
}
