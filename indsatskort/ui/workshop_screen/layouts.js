// Which layout belongs to where the room is: {name, title, nodes} and what head and foot shall hold.
import { cardLayout } from "./card.js";
import { actionsLayout, chosenLayout, closedLayout, closeLayout } from "./chosen.js";
import { discussLayout, listedLayout } from "./discuss.js";
import { effectLayout } from "./effect.js";
import { fillLayout } from "./fill.js";
import { breakLayout, tensionLayout, toolLayout, waitingLayout } from "./plain.js";
import { revealedLayout } from "./result.js";
import { voteLayout } from "./vote.js";
import { welcomeLayout } from "./welcome.js";
import { words } from "./words.js";
import { writtenLayout } from "./written.js";

const BY_STEP = {
  welcome: welcomeLayout,
  fill: fillLayout,
  tension: tensionLayout,
  tool: toolLayout,
  card: cardLayout,
  discuss: ofDiscussion,
  break: breakLayout,
  vote: (common, data) => (common.phase === "revealed" && common.result ? revealedLayout : voteLayout)(common, data),
  effect: effectLayout,
  choose: chosenLayout,
  actions: actionsLayout,
  close: closeLayout,
};

// What a facilitator puts up for a moment; the room's clock stays in sight.
const ASIDE = {
  card: (...room) => ({ ...cardLayout(...room), title: words.wholeCard }),
  list: listedLayout,
  door: welcomeLayout,
};

export function layoutOf(common, data) {
  if (!common) return waitingLayout();
  if (common.state === "closed") return closedLayout(common, data);
  if (common.state === "draft") return welcomeLayout(common, data);
  const aside = ASIDE[common.aside];
  if (aside) return { ...aside(common, data), eyebrow: words.aside, hasClock: true };
  return (BY_STEP[common.step?.kind] ?? waitingLayout)(common, data);
}

function ofDiscussion(common, data) {
  if (!common.item || common.phase === "listed") return listedLayout(common);
  return common.phase === "write" ? writtenLayout(common, data) : discussLayout(common, data);
}
