// The sentence as it is written, large; the level, or both views in dashed frames.
import { el } from "../answer_editor/dom.js";
import { level } from "./pieces.js";
import { words } from "./words.js";

export function writtenLayout({ item, step }, { scale }) {
  const { agreement } = item;
  return {
    name: "written",
    eyebrow: [step.title, words.placeOf(item.place, item.of), item.driver].filter(Boolean).join(" · "),
    title: item.title,
    nodes: agreement.is_split ? bothViews(agreement, scale) : [agreed(agreement, scale)],
  };
}

function agreed({ text, value }, scale) {
  return el(
    "div",
    { class: "big-agreed" },
    el("p", { class: "big-muted" }, words.weWrite),
    el("p", { class: "big-sentence fit-written", dir: "auto" }, text, el("i", { class: "big-caret", "aria-hidden": "true" })),
    value && el("p", { class: "big-framed" }, level(scale, value)),
  );
}

function bothViews({ text, value, other_text, other_value }, scale) {
  const view = (title, written, chosen) =>
    el(
      "li",
      {},
      el("h2", {}, title),
      chosen && el("p", {}, level(scale, chosen)),
      el("p", { class: "big-sentence fit-view", dir: "auto" }, written || "…"),
    );
  return [
    el("p", { class: "big-differ" }, words.weDiffer),
    el("ul", { class: "big-views" }, view(words.oneView, text, value), view(words.otherView, other_text, other_value)),
  ];
}
