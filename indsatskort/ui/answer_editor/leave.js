// Leaving the card: what is unsaved is sent first, or somebody decides about it; nothing stays behind.
//
// A link or button marked `data-leave` is held back until that is settled; so may a page do itself by
// sending the event "indsatskort:leave" with detail {proceed}. `data-leave` holds the membership, if any.
import { allOpenRounds } from "./answers.js";
import { button, el } from "./dom.js";
import { forgetDrafts } from "./drafts.js";
import { words } from "./words.js";

const LONGEST_WAIT_MS = 3_000;
const LOOK_EVERY_MS = 100;

if (!window.indsatskortLeave) {
  window.indsatskortLeave = true;
  document.addEventListener("click", held, { capture: true });
  document.addEventListener("indsatskort:leave", (event) => leave(event.detail?.membership, event.detail.proceed));
}

function held(event) {
  const way = event.target.closest?.("[data-leave]");
  if (!way || way.dataset.leave === "now") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(way.dataset.leave, () => {
    way.dataset.leave = "now";
    way.click();
  });
}

async function leave(membership, proceed) {
  const rounds = allOpenRounds();
  await settled(rounds);
  const unsaved = unsavedIn(rounds);
  if (unsaved.length && !(await isGivenUp(unsaved))) return;
  for (const cell of unsaved) cell.discard();
  const owners = new Set([membership, ...rounds.map((round) => round.membership)].filter(Boolean));
  for (const owner of owners) await forgetDrafts(owner);
  proceed();
}

async function settled(rounds) {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (const round of rounds) round.flush();
  const isOnItsWay = (cell) => ["saving", "failing"].includes(cell.state);
  while (unsavedIn(rounds).some(isOnItsWay) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function unsavedIn(rounds) {
  return rounds.flatMap((round) => round.cells()).filter((cell) => cell.state !== "clean");
}

function isGivenUp(unsaved) {
  return new Promise((resolve) => {
    const answer = (isLeaving) => {
      dialog.close();
      dialog.remove();
      resolve(isLeaving);
    };
    const dialog = el(
      "dialog",
      { class: "ed ed-leave", "aria-labelledby": "ed-leave-title", oncancel: () => answer(false) },
      el("h2", { id: "ed-leave-title" }, words.leaveHeading),
      el("p", {}, words.leaveHelp),
      el("ul", {}, unsaved.map((cell) => el("li", {}, el("b", {}, cell.label ?? ""), el("p", { class: "ed-text" }, cell.fields.text)))),
      el(
        "div",
        { class: "ed-actions" },
        button(words.leaveStay, () => answer(false), { class: "ed-button is-primary", autofocus: true }),
        button(words.leaveAnyway, () => answer(true)),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
