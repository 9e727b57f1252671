// The steps that need only words: waiting, the tension field, the break and the end.
import { el } from "../answer_editor/dom.js";
import { words as said } from "../workshop_room/words.js";
import { band } from "./pieces.js";
import { words } from "./words.js";

export function waitingLayout() {
  return { name: "plain", title: words.notBegun, nodes: [el("p", { class: "big-large" }, words.followsByItself)] };
}

export function tensionLayout() {
  const question = (text, place) => el("li", {}, el("b", { "aria-hidden": "true" }, String(place + 1)), el("p", {}, text));
  return {
    name: "tension",
    title: words.tensionTitle,
    nodes: [el("ol", { class: "big-tension" }, said.tension.map(question)), band(words.overlap, words.tensionHow)],
  };
}

export function toolLayout({ step, tool }) {
  const parts = tool?.parts ?? [];
  return {
    name: "tool",
    eyebrow: words.together,
    title: step.title,
    nodes: [
      el("p", { class: "big-large" }, tool?.when ?? ""),
      parts.length > 1 && el("ul", { class: "big-parts" }, parts.map((title) => el("li", {}, title))),
      band(words.openTool, words.sameSheet),
    ].filter(Boolean),
  };
}

export function breakLayout({ resumes_at, is_last_today }) {
  if (is_last_today) return untilNextTime();
  const nodes = resumes_at ? [el("p", { class: "big-again" }, words.beginAgain), el("p", { class: "big-time" }, resumes_at)] : [];
  return { name: "break", title: words.pause, nodes };
}

// The first of two meetings ends: nobody waits for a clock.
function untilNextTime() {
  return {
    name: "plain",
    title: words.thanks,
    hasClock: false,
    hasDoor: false,
    nodes: [el("p", { class: "big-large" }, words.sameLinkNextTime), band(words.oneWord, words.talkAtHome)],
  };
}
