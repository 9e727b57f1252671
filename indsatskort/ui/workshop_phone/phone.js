// A participant's screen: shows what the room is at, follows it, and never takes a word out of one's hand.
import { arrange, el, say } from "../answer_editor/dom.js";
import { RoomClock } from "../workshop_room/clock.js";
import { roomOf } from "../workshop_room/room.js";
import { words as said } from "../workshop_room/words.js";
import { Offer } from "./offer.js";
import { Quiet } from "./quiet.js";
import { viewOf } from "./views.js";
import { words } from "./words.js";

const TEXT_FIELDS = "textarea, input:not([type=radio], [type=checkbox])";

export class Phone {
  #leaveRoom = null;
  #view = null;
  #place = null; // what the view was made for
  #isStaying = false;

  constructor(name, data) {
    Object.assign(this, { name, data });
    this.room = roomOf(data.card, data.round, data.membership);
    this.clock = new RoomClock(this.room.time, "ph-clock");
    this.step = el("b");
    this.column = el("span", { dir: "auto" });
    this.heading = el("h1", { tabindex: "-1" });
    this.body = el("div", { class: "ph-body" });
    this.action = el("div", { class: "ph-action" });
    this.offer = new Offer(() => this.#goAlong(), () => this.#stay());
    this.problem = el("p", { class: "ph-problem", role: "status" });
    this.head = el("div", { class: "ph-head" }, el("p", {}, this.step, this.column), this.clock.element);
    this.element = el(
      "div",
      { class: "ph" },
      this.head, this.problem, this.heading, this.body, this.action, this.offer.element, this.clock.aloud,
    );
    this.#putQuiet({ title: said.loading });
  }

  // What views ask for.
  get common() {
    return this.shown;
  }

  get mine() {
    return this.room.mine ?? {};
  }

  page(path) {
    return `/${path}?som=${encodeURIComponent(this.data.membership)}`;
  }

  // Drawn anew after something that only happened here.
  refresh() {
    this.#show();
  }

  enter() {
    this.clock.start();
    this.#leaveRoom ??= this.room.enter({
      onRoom: () => this.#heard(),
      onRefused: (sentence, status) => this.#refused(sentence, status),
      onUnreachable: () => say(this.problem, said.unreachable),
    });
  }

  leave() {
    this.clock.stop();
    this.#view?.leave?.();
    this.#leaveRoom?.();
    this.#leaveRoom = null;
  }

  // The room has said something. A move is followed at once, unless somebody would be torn away.
  #heard() {
    say(this.problem, "");
    const { common } = this.room;
    const hasMoved = this.shown !== undefined && common?.stamp !== this.shown?.stamp;
    if (hasMoved && (this.#isStaying || this.#isBusy())) return this.#offerToFollow(common);
    this.#isStaying = false;
    this.offer.hide();
    this.shown = common;
    this.#show({ hasMoved });
  }

  #isBusy() {
    const isWriting = this.element.contains(document.activeElement) && document.activeElement.matches(TEXT_FIELDS);
    return isWriting || Boolean(this.#view?.isAway);
  }

  #offerToFollow(common) {
    this.clock.show(common?.clock ?? null);
    this.#view.show(this.shown, this.mine);
    if (!this.offer.isDeclined(common)) this.offer.show(common);
  }

  #goAlong() {
    this.#isStaying = false;
    this.offer.hide();
    this.#view?.settle?.(); // what is written is sent before its place goes
    this.shown = this.room.common;
    this.#show({ hasMoved: true });
  }

  #stay() {
    this.#isStaying = true;
    this.offer.decline(this.room.common);
    this.heading.focus({ preventScroll: true });
  }

  #show({ hasMoved = false } = {}) {
    const { shown: common, mine } = this;
    say(this.step, common?.step?.title ?? words.meeting);
    say(this.column, mine.column?.name ?? words.roles[mine.role] ?? "");
    this.clock.show(common?.clock ?? null);
    const view = viewOf(common, mine);
    const place = [view.name, common?.stamp].join(" ");
    if (place !== this.#place) {
      this.#place = place;
      this.#put(new view(this));
    }
    this.#view.show(common, mine);
    this.#arrange();
    if (hasMoved) this.#begin();
  }

  #put(view) {
    this.#view?.leave?.();
    this.#view = view;
    this.body.replaceChildren(view.element);
  }

  #putQuiet(facts) {
    this.#put(new Quiet(facts));
    this.#arrange();
  }

  #arrange() {
    const hadFocus = this.action.contains(document.activeElement);
    say(this.heading, this.#view.title);
    this.action.hidden = !this.#view.actions.length;
    arrange(this.action, this.#view.actions);
    if (hadFocus && !this.action.contains(document.activeElement)) this.action.querySelector("a, button")?.focus();
  }

  #begin() {
    this.heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
  }

  #refused(sentence, status) {
    const place = this.mine.column?.name;
    const wasIn = this.room.mine !== null;
    this.clock.show(null);
    this.offer.hide();
    this.#place = null;
    const text = status === 404 && wasIn ? words.takenOut(place) : sentence;
    this.#putQuiet({ title: words.notIn, sentences: [text] });
  }
}
