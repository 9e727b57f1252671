// The items of one field in the order of their relevance for a column; what is normally not theirs is folded.
import { arrange, el, say } from "./dom.js";
import { words } from "./words.js";

export class Groups {
  constructor() {
    this.relevant = el("div");
    this.relevantHeading = el("h2", { class: "vh" }, words.relevantHeading);
    this.maybe = el("div");
    this.maybeHeading = el(
      "div",
      { class: "ed-grouphead" },
      el("h2", {}, words.maybeHeading),
      el("p", { class: "ed-meta" }, words.maybeHelp),
    );
    this.unusual = el("div", { id: "ed-fold-rows" });
    this.foldTitle = el("span", { class: "ed-title" });
    this.foldButton = el(
      "button",
      { type: "button", "aria-controls": "ed-fold-rows", onclick: () => this.fold(this.unusual.hidden) },
      this.foldTitle,
      el("span", { class: "ed-meta" }, words.foldHelp),
      el("span", { class: "ed-chevron", "aria-hidden": "true" }),
    );
    this.foldBox = el("section", { class: "ed-fold" }, el("h2", {}, this.foldButton), this.unusual);
    this.element = el("div", { class: "ed-groups" });
  }

  show(rows) {
    const having = (relevance) => rows.filter((row) => row.item.relevance === relevance);
    const [relevant, maybe, unusual] = ["relevant", "maybe", "not_usual"].map(having);
    const elements = (some) => some.map((row) => row.element);
    arrange(this.relevant, elements(relevant));
    arrange(this.maybe, elements(maybe));
    arrange(this.unusual, elements(unusual));
    say(this.foldTitle, words.fold(unusual.length));
    arrange(this.element, [
      relevant.length && this.relevantHeading, relevant.length && this.relevant,
      maybe.length && this.maybeHeading, maybe.length && this.maybe,
      unusual.length && this.foldBox,
    ]);
  }

  fold(isOpen) {
    this.unusual.hidden = !isOpen;
    this.foldBox.classList.toggle("is-open", isOpen);
    this.foldButton.setAttribute("aria-expanded", String(isOpen));
  }

  // The rows one meets on the way down, in that order.
  inSight(rows) {
    const place = (row) => ["relevant", "maybe", "not_usual"].indexOf(row.item.relevance);
    const seen = rows.filter((row) => row.item.relevance !== "not_usual" || !this.unusual.hidden);
    return [...seen].sort((one, other) => place(one) - place(other));
  }
}
