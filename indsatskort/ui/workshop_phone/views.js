// Which screen belongs to where the room is. The order of the programme's steps; nothing else decides.
import { Effect, Placed, PlacedByScribe, withoutAnswers } from "./effect.js";
import { Break, Closed, Draft, FillIn, Goodbye, LookAtCard, NoWorkshop, Tension, Together, Welcome } from "./plain_steps.js";
import { Chosen, Planning } from "./chosen.js";
import { Discussion, Listed, Silent } from "./discuss.js";
import { Writing } from "./writing.js";
import { Ballot, Revealed, VoteInWords } from "./vote.js";

const DISCUSS = { listed: Listed, silent: Silent, shown: Discussion, talk: Discussion, write: Writing };
const PLAIN = {
  welcome: Welcome, fill: FillIn, tension: Tension, tool: Together, card: LookAtCard, break: Break, choose: Chosen,
  actions: Planning, close: Goodbye,
};

export function viewOf(common, mine) {
  if (!common) return NoWorkshop;
  if (common.state === "draft") return Draft;
  if (common.state === "closed") return Closed;
  const { kind } = common.step;
  if (kind === "discuss") return discussing(common, mine);
  if (kind === "vote") return voting(common, mine);
  if (kind === "effect") return weighing(common, mine);
  return PLAIN[kind] ?? LookAtCard;
}

// Only who sits in a column rates; everybody else looks on.
function discussing({ phase, item }, mine) {
  if (phase === "listed" || !item) return Listed;
  if (phase === "silent" && !mine.column) return Discussion;
  return DISCUSS[phase] ?? Discussion;
}

// The scribe has something to do once the placings are shown, if too few have answered about something.
function weighing({ phase, effect }, mine) {
  if (phase === "placing") return effect && mine.column ? Effect : Placed;
  return mine.is_scribe && effect?.quadrants && withoutAnswers(effect).length ? PlacedByScribe : Placed;
}

function voting({ phase, vote }, mine) {
  if (phase === "revealed") return Revealed;
  return phase === "open" && vote && mine.column ? Ballot : VoteInWords;
}
