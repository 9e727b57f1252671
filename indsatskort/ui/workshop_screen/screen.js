// The big screen: head, what the step needs, foot. It only shows; there is nothing to press.
import { el, say } from "../answer_editor/dom.js";
import { RoomClock } from "../workshop_room/clock.js";
import { roomOf } from "../workshop_room/room.js";
import { words as said } from "../workshop_room/words.js";
import { fitAll } from "./fit.js";
import { layoutOf } from "./layouts.js";
import { words } from "./words.js";

export class Screen {
  #leaveRoom = null;

  constructor(name, data) {
    Object.assign(this, { name, data });
    this.room = roomOf(data.card, data.round, data.membership);
    this.clock = new RoomClock(this.room.time, "big-clock");
    this.eyebrow = el("p", { class: "big-eyebrow" });
    this.heading = el("h1", { dir: "auto" });
    this.lead = el("p", { class: "big-lead", dir: "auto" });
    this.body = el("div", { class: "big-body" });
    this.join = el("p");
    this.place = el("p", { dir: "auto" });
    this.problem = el("p", { class: "big-problem", role: "status" });
    this.element = el(
      "section",
      { class: "big", "aria-label": words.screen },
      el("div", { class: "big-head" }, el("div", {}, this.eyebrow, this.heading, this.lead), this.clock.element),
      this.body,
      el("div", { class: "big-foot" }, this.join, this.problem, this.place),
      this.clock.aloud,
    );
    this.refit = () => requestAnimationFrame(() => fitAll(this.element));
    this.watch = new ResizeObserver(this.refit); // the window, a longer foot, a title over two lines
    say(this.heading, said.loading);
  }

  enter() {
    this.clock.start();
    this.watch.observe(this.body);
    document.fonts.addEventListener("loadingdone", this.refit);
    this.#leaveRoom ??= this.room.enter({
      onRoom: ({ common }) => this.#show(common),
      onRefused: (sentence) => this.#refused(sentence),
      onUnreachable: () => say(this.problem, words.unreachable),
    });
  }

  leave() {
    this.clock.stop();
    this.watch.disconnect();
    document.fonts.removeEventListener("loadingdone", this.refit);
    this.#leaveRoom?.();
    this.#leaveRoom = null;
  }

  #show(common) {
    say(this.problem, "");
    const layout = layoutOf(common, this.data);
    say(this.eyebrow, layout.eyebrow ?? common?.step?.title ?? "");
    say(this.heading, layout.title);
    say(this.lead, layout.lead ?? "");
    this.lead.hidden = !layout.lead;
    this.clock.show(layout.hasClock === false ? null : (common?.clock ?? null));
    this.#showFoot(common, layout);
    this.#showBody(layout);
  }

  // Drawn anew only where something differs, so that nothing flickers while people vote.
  #showBody({ name, nodes }) {
    const fresh = el("div", { class: `big-body is-${name}` }, ...nodes);
    if (fresh.isEqualNode(this.drawn)) return;
    this.drawn = fresh.cloneNode(true);
    this.body.className = fresh.className;
    this.body.replaceChildren(...fresh.childNodes);
    fitAll(this.element);
  }

  #showFoot(common, { hasDoor = true }) {
    say(this.place, common?.municipality ?? "");
    const { code, address } = common?.door ?? {};
    const isShown = hasDoor && code;
    this.join.replaceChildren(
      ...(isShown ? [`${words.join} `, el("b", {}, address), ` · ${words.code} `, el("b", {}, code)] : []),
    );
  }

  #refused(sentence) {
    this.#show(null);
    say(this.heading, sentence);
    this.body.replaceChildren();
    this.drawn = null;
  }
}
