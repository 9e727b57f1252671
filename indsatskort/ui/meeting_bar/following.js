// What somebody away from the meeting has seen of it, and whether they are asked to follow now.
//
// Asked at every move; who stays is asked again at the next step only. Who is at the meeting, or has only
// just come to the page, has seen where the room is. What is taken back is asked about no more.

const NOT_RUNNING = { stamp: null, step: null };

export class Following {
  #seen = null;
  #declined = null;

  hasSeen(common) {
    this.#seen = placeOf(common);
    this.#declined = null;
  }

  // "begun", "within" the step that was seen or "moved" to another; null when there is nothing to ask.
  moved(common) {
    if (this.#seen === null) this.hasSeen(common);
    const place = placeOf(common);
    if (place.stamp === this.#seen.stamp || place.stamp === null || place.step === this.#declined) return null;
    if (this.#seen.stamp === null) return "begun";
    return place.step === this.#seen.step ? "within" : "moved";
  }

  decline(common) {
    this.#declined = placeOf(common).step;
  }
}

export function isRunning(common) {
  return common?.state === "running" && Boolean(common.step);
}

function placeOf(common) {
  return isRunning(common) ? { stamp: common.stamp, step: common.step.id } : NOT_RUNNING;
}
