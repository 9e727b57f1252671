// What the room goes on with: chosen, good enough, why; what is parked; and the actions that follow.
import { listed } from "../answer_editor/danish.js";
import { el } from "../answer_editor/dom.js";
import { band, level } from "./pieces.js";
import { words } from "./words.js";

export function chosenLayout({ chosen = [], parked = 0, opted_out = [], phase }, { scale }) {
  const isConfirmed = phase === "confirmed";
  return {
    name: "chosen",
    title: isConfirmed ? words.goOnWith : words.chooseTitle,
    hasClock: !isConfirmed,
    hasDoor: false,
    nodes: [choices(chosen, scale), rest(parked, opted_out)].filter(Boolean),
  };
}

export function actionsLayout({ chosen = [] }, { scale }) {
  return { name: "chosen is-actions", title: words.firstStep, nodes: [choices(chosen, scale), band(words.actionsAsk, words.actionsHow)] };
}

export function closeLayout({ chosen = [] }, { scale }) {
  const nodes = [chosen.length ? choices(chosen, scale) : null, band(words.oneWord, words.onTheCard)];
  return { name: "chosen", title: words.thanks, hasClock: false, hasDoor: false, nodes: nodes.filter(Boolean) };
}

function choices(chosen, scale) {
  const line = ({ title, ambition, reason }, place) =>
    el(
      "li",
      {},
      el("b", { class: "big-number", "aria-hidden": "true" }, String(place + 1)),
      el("div", {}, el("h2", { class: "fit-view", dir: "auto" }, title), reason && el("p", { class: "big-muted fit-row", dir: "auto" }, reason)),
      ambition && el("div", { class: "big-ambition" }, el("p", { class: "big-muted" }, words.goodEnough), level(scale, ambition)),
    );
  return el("ol", { class: chosen.length > 4 ? "big-choices is-many" : "big-choices" }, chosen.map(line));
}

function rest(parked, optedOut) {
  const parts = [
    parked > 0 && [el("b", {}, words.areParked(parked)), ` ${words.withReason} `],
    optedOut.length > 0 && [el("b", { dir: "auto" }, listed(optedOut)), ` ${words.isOptedOut}`],
  ].filter(Boolean);
  return parts.length ? el("p", { class: "big-rest fit-row" }, parts.flat()) : null;
}
