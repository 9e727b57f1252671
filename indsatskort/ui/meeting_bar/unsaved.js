// One sentence about what this tab has written, as true as it can be said at this moment.
import { allOpenRounds } from "../answer_editor/answers.js";
import { words } from "./words.js";

export function savedSentence() {
  const states = allOpenRounds().flatMap((round) => round.cells()).map((cell) => cell.state);
  if (!states.length) return "";
  if (states.every((state) => state === "clean")) return words.saved;
  return states.every((state) => ["clean", "saving"].includes(state)) ? words.saving : words.notSaved;
}

export function sendUnsaved() {
  for (const round of allOpenRounds()) round.flush();
}
