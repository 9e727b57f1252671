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
  return { name: "chosen is-actions", title: words.firstStep, nodes: [choices(chosen, scale, planned), band(words.actionsAsk, words.actionsHow)] };
}

export function closeLayout({ chosen = [] }, { scale }) {
  return farewell(chosen, scale, band(words.oneWord, words.onTheCard));
}

// The meeting is over; the screen stands while people put on their coats.
export function closedLayout({ chosen = [] }, { scale }) {
  return { ...farewell(chosen, scale, el("p", { class: "big-large" }, words.onTheCard)), eyebrow: words.over };
}

function farewell(chosen, scale, last) {
  const nodes = [chosen.length > 0 && choices(chosen, scale), last];
  return { name: "chosen", title: words.thanks, hasClock: false, hasDoor: false, nodes: nodes.filter(Boolean) };
}

// What a group has written so far: the newest action of the item, and who begins.
function planned({ actions = [] }) {
  const newest = actions.at(-1);
  if (!newest) return el("p", { class: "big-muted" }, words.noAction);
  const more = actions.length > 1 ? ` ${words.andMore(actions.length - 1)}` : "";
  const lead = newest.lead && el("span", { class: "big-muted" }, ` – ${newest.lead}`);
  return el("p", { class: "fit-row", dir: "auto" }, newest.what, lead, more);
}

function choices(chosen, scale, below = ({ reason }) => reason && el("p", { class: "big-muted fit-row", dir: "auto" }, reason)) {
  const line = ({ title, ambition, ...rest }, place) =>
    el(
      "li",
      {},
      el("b", { class: "big-number", "aria-hidden": "true" }, String(place + 1)),
      el("div", {}, el("h2", { class: "fit-view", dir: "auto" }, title), below(rest)),
      ambition && el("div", { class: "big-ambition" }, el("p", { class: "big-muted" }, words.goodEnough), level(scale, ambition)),
    );
  return el("ol", { class: "big-choices" }, chosen.map(line));
}

function rest(parked, optedOut) {
  const parts = [
    parked > 0 && [el("b", {}, words.areParked(parked)), ` ${words.withReason} `],
    optedOut.length > 0 && [el("b", { dir: "auto" }, listed(optedOut)), ` ${words.isOptedOut}`],
  ].filter(Boolean);
  return parts.length ? el("p", { class: "big-rest fit-row" }, parts.flat()) : null;
}
