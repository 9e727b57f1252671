// Who else is in the same field right now, in one sentence.
import { listed } from "./danish.js";
import { words } from "./words.js";

export function presenceSentence(people, field, data) {
  const others = people.filter((person) => person.field === field && person.membership !== data.membership);
  if (!others.length) return words.alone;
  const names = [...new Set(others.map((person) => nameOf(person, data)))];
  return `${listed(names)} ${words.hereToo}`;
}

function nameOf({ alias, actor, role }, data) {
  const column = [data.column, ...data.others].find((each) => each && (each.id === actor || each.name === actor));
  const place = role === "facilitator" ? words.facilitator : column?.id === data.column?.id ? "" : column?.name;
  if (!alias) return place || words.somebody;
  if (role === "facilitator" && data.unnamed.includes(alias)) return alias;
  return place ? `${alias} (${place})` : alias;
}
