// Round every page while a meeting is held: where the room is and a way there, and the offer to follow it.
//
// Participants are asked when the room moves on; who leads or only reads has the quiet way alone.
import { button, el, say } from "../answer_editor/dom.js";
import { askAnew } from "../answer_editor/out.js";
import { RoomClock } from "../workshop_room/clock.js";
import { roomOf } from "../workshop_room/room.js";
import { stepName } from "../workshop_room/step_name.js";
import { Following, isRunning } from "./following.js";
import { focusNextHeading } from "./heading.js";
import { keepHeight } from "./height.js";
import { savedSentence, sendUnsaved } from "./unsaved.js";
import { words } from "./words.js";

const followings = new WeakMap(); // by room: outlives the page that somebody is on

export class MeetingBar {
  #leaveRoom = null;
  #go = null;

  constructor(name, data) {
    Object.assign(this, { name, data });
    this.room = roomOf(data.card, data.round, data.membership);
    if (!followings.has(this.room)) followings.set(this.room, new Following());
    this.following = followings.get(this.room);
    this.clock = new RoomClock(this.room.time, "mb-clock");
    this.step = el("b");
    this.way = el("a", { target: "_self", onclick: (event) => this.#clicked(event) });
    this.quiet = el("div", { class: "mb-quiet", hidden: true }, el("p", {}, words.running, this.step), this.clock.element, this.way);
    this.sentence = el("p", { role: "status" });
    this.follow = button(words.goAlong, () => this.#goAlong(), { class: "mb-button is-primary" });
    this.stay = button(words.stay, () => this.#stay(), { class: "mb-button" });
    this.choice = el("div", { class: "mb-choice", hidden: true }, this.follow, this.stay);
    this.offer = el("div", { class: "mb-offer" }, this.sentence, this.choice);
    this.element = el("section", { class: "mb", "aria-label": words.meeting }, this.quiet, this.offer, this.clock.aloud);
  }

  update(data, go) {
    this.data = data;
    this.#go = go;
    say(this.way, data.role === "viewer" ? words.toScreen : words.toMeeting);
    this.way.href = `/${data.way}?som=${encodeURIComponent(data.membership)}`;
    if (this.#leaveRoom) this.#show();
  }

  enter() {
    this.clock.start();
    this.#leaveRoom ??= this.room.enter({ onRoom: () => this.#show(), onRefused: (_sentence, status) => this.#refused(status) });
  }

  leave() {
    this.clock.stop();
    this.#leaveRoom?.();
    this.#leaveRoom = null;
  }

  #show() {
    const { common } = this.room;
    if (common === undefined) return;
    if (this.data.is_at_meeting) {
      this.following.hasSeen(common);
      return this.#showNothing();
    }
    const moved = this.data.role === "participant" ? this.following.moved(common) : null;
    this.#showQuiet(isRunning(common) ? common : null); // also beside the offer: nothing jumps while one writes
    this.#showOffer(moved, common);
  }

  // Where one writes, and on the phone in the meeting, a sentence stands beside what was written.
  #refused(status) {
    this.#showNothing();
    if (!this.data.is_at_meeting && !document.querySelector("textarea")) askAnew(status);
  }

  #showNothing() {
    this.#showQuiet(null);
    this.#showOffer(null);
  }

  #showQuiet(common) {
    this.quiet.hidden = !common;
    this.clock.show(common?.clock ?? null);
    if (common) say(this.step, common.step.title);
    if (!this.data.is_at_meeting) keepHeight(common ? this.element.offsetHeight : 0);
  }

  // The sentence is a live region that stands empty until there is something to say.
  #showOffer(moved, common) {
    const isNew = moved && this.choice.hidden;
    if (isNew) sendUnsaved();
    const name = stepName(common);
    const lead = { begun: words.begun, within: words.within(name), moved: words.moved(name) }[moved];
    say(this.sentence, moved ? [lead, savedSentence()].filter(Boolean).join(" ") : "");
    const hadFocus = this.offer.contains(document.activeElement);
    this.choice.hidden = !moved;
    if (hadFocus && !moved) this.#focusPage();
  }

  #clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into a tab of its own
    event.preventDefault();
    this.#goAlong();
  }

  #goAlong() {
    sendUnsaved();
    focusNextHeading(this.data.way);
    this.#go();
  }

  #stay() {
    this.following.decline(this.room.common);
    this.#show();
  }

  // Never lost with the button that had it.
  #focusPage() {
    if (!this.quiet.hidden) this.way.focus({ preventScroll: true });
  }
}
