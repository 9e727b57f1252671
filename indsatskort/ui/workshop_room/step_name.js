// What the part of the meeting that the room is at is called; undefined outside a step.

import { words } from "./words.js";

export function stepName(common) {
  return words.stepName[common?.is_last_today ? "close" : common?.step?.kind];
}
