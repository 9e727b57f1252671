// The steps in which the phone mostly says: look up.
import { button, el } from "../answer_editor/dom.js";
import { words as said } from "../workshop_room/words.js";
import { chosenList, resumeCode, wayTo } from "./pieces.js";
import { Drawn } from "./quiet.js";
import { words } from "./words.js";

const p = (text) => el("p", {}, text);

export class NoWorkshop extends Drawn {
  draw() {
    return { title: words.notPrepared, nodes: [p(words.followsByItself)] };
  }
}

export class Draft extends Drawn {
  draw(common, mine) {
    return { title: words.beginsSoon, nodes: [p(words.followsByItself), resumeCode(mine)].filter(Boolean) };
  }
}

export class Closed extends Drawn {
  draw(common) {
    return { title: words.over, nodes: [p(words.overHelp), ...chosenOf(this.phone, common)], actions: [cardWay(this.phone)] };
  }
}

export class Welcome extends Drawn {
  #isExplained = false;

  draw(common, mine) {
    const explanation = this.#isExplained && el("p", { class: "ph-note", tabindex: "-1" }, words.wrongColumnHelp);
    return {
      title: words.hello(mine.alias),
      nodes: [el("p", {}, ...words.seat(mine).map(bold)), resumeCode(mine), p(words.lookUpFollows), explanation].filter(Boolean),
      actions: mine.column ? [button(words.wrongColumn, () => this.#explain(), { class: "ph-button" })] : [],
    };
  }

  #explain() {
    this.#isExplained = true;
    this.phone.refresh();
    this.element.querySelector(".ph-note").focus();
  }
}

export class FillIn extends Drawn {
  draw(common, mine) {
    const own = common.fill?.find(({ id }) => id === mine.column?.id);
    const way = wayTo(this.phone.page("udfyld"), words.fillIn, { isPrimary: true });
    return {
      title: words.fillQuestion,
      nodes: [own && el("p", {}, el("b", {}, `${own.done} af ${own.total}`), ` ${words.answered}`), p(words.fillHelp)].filter(Boolean),
      actions: mine.column ? [way] : [cardWay(this.phone)],
    };
  }
}

export class LookAtCard extends Drawn {
  draw() {
    return { title: words.lookUp, nodes: [p(words.readQuietly)], actions: [cardWay(this.phone)] };
  }
}

export class Tension extends Drawn {
  draw({ tool }) {
    const questions = el("ol", { class: "ph-questions" }, said.tension.map((question) => el("li", {}, question)));
    return { title: words.lookUp, nodes: [p(words.tensionLead), questions], actions: [toolWay(this.phone, tool)].filter(Boolean) };
  }
}

export class Together extends Drawn {
  draw({ tool }) {
    return {
      title: words.writeTogether,
      nodes: [tool && p(tool.when), p(words.sameSheet)].filter(Boolean),
      actions: [toolWay(this.phone, tool, { isPrimary: true })].filter(Boolean),
    };
  }
}

// To the companion tool that belongs to the step; null without one.
function toolWay(phone, tool, look) {
  return tool && wayTo(`${phone.page("redskaber")}&redskab=${tool.slug}`, words.openTool(tool.title), look);
}

export class Break extends Drawn {
  draw({ resumes_at, is_last_today }) {
    if (is_last_today) return { title: words.thanks, nodes: [p(words.untilNextTime)], actions: [cardWay(this.phone)] };
    return { title: words.pause, nodes: resumes_at ? [el("p", {}, `${words.beginAgain} `, el("b", {}, resumes_at))] : [] };
  }
}

export class Goodbye extends Drawn {
  draw(common) {
    return { title: words.thanks, nodes: [p(words.closing), ...chosenOf(this.phone, common)], actions: [cardWay(this.phone)] };
  }
}

// What everybody goes home with.
function chosenOf(phone, { chosen = [] }) {
  return chosen.length ? [el("h2", {}, words.chosenTitle(chosen.length)), chosenList(phone.data.scale, chosen)] : [];
}

export function cardWay(phone) {
  return wayTo(phone.page("kort"), words.seeCard);
}

function bold(part) {
  return part.isBold ? el("b", { dir: "auto" }, part.text) : part.text;
}
