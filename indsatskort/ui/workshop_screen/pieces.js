// Parts that the big screen's layouts share: a level in words, the band with the question, signs.
import { sign } from "../answer_editor/badge.js";
import { el } from "../answer_editor/dom.js";
import { wordOf } from "../workshop_room/levels.js";
import { words } from "./words.js";

export function level(scale, value) {
  return el("span", { class: "big-level" }, sign(value), el("b", {}, wordOf(scale, value)));
}

export function band(question, below, { classes = "" } = {}) {
  return el(
    "div",
    { class: `big-band ${classes}` },
    question && el("p", { class: "fit-question", dir: "auto" }, question),
    below && el("p", { class: "big-below", dir: "auto" }, below),
  );
}

// A numbered list, in two columns when there are more than `most`; entries are {title, isDone?}.
export function numbered(entries, most) {
  const line = ({ title, isDone }) =>
    el("li", { class: isDone ? "is-done" : "" }, el("p", { class: "fit-listed", dir: "auto" }, title, isDone && tick()));
  const isTwo = entries.length > most;
  const list = el("ol", { class: isTwo ? "big-list is-two" : "big-list" }, entries.map(line));
  list.style.setProperty("--rows", String(isTwo ? most : entries.length));
  return list;
}

function tick() {
  return el("span", {}, " ✓", el("span", { class: "vh" }, ` ${words.done}`));
}

// An SVG element; the same promise as el(): nothing anybody writes can become markup.
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export { sign };
