// The four levels, what they are called on this card's scale, and how people are counted in Danish.
import { NO_LEVEL } from "../answer_editor/badge.js";

export const LEVELS = ["not_started", "ad_hoc", "partly", "established"];

export function choicesOf(scale, wanted) {
  return scale.filter(({ value }) => wanted.includes(value));
}

export function wordOf(scale, value) {
  return scale.find((choice) => choice.value === value)?.label ?? "";
}

// How many steps lie between the lowest and the highest level; null when fewer than two columns have one.
export function distanceOf(columns) {
  const places = columns.map(({ value }) => LEVELS.indexOf(value)).filter((place) => place >= 0);
  return places.length < 2 ? null : Math.max(...places) - Math.min(...places);
}

export function isLevel(value) {
  return Boolean(value) && !NO_LEVEL.has(value);
}

// "1 prik", "2 prikker".
export function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}
