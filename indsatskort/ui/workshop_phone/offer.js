// The offer to follow the room: never a yank, and asked again at the next step only.
import { button, el, say } from "../answer_editor/dom.js";
import { stepName } from "../workshop_room/step_name.js";
import { words } from "./words.js";

export class Offer {
  #declined = null;

  constructor(follow, stay) {
    this.sentence = el("p");
    this.element = el(
      "div",
      { class: "ph-offer", role: "status", hidden: true },
      this.sentence,
      button(words.goAlong, follow, { class: "ph-button is-primary" }),
      button(words.stay, stay, { class: "ph-link" }),
    );
  }

  show(common) {
    const name = stepName(common);
    say(this.sentence, name ? words.roomMovedTo(name) : words.roomMoved);
    this.element.hidden = false;
  }

  hide() {
    this.#declined = null;
    this.element.hidden = true;
  }

  decline(common) {
    this.#declined = common?.step?.id ?? null;
    this.element.hidden = true;
  }

  isDeclined(common) {
    return this.#declined !== null && this.#declined === common?.step?.id;
  }
}
