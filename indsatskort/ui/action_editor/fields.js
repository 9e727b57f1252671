// What an action's fields are called, how they travel, and what becomes of them when two people wrote.
import { words } from "./words.js";

const TEXTS = ["what", "why", "lead", "first_step", "sign", "resources", "barrier_note"];
const OTHERS = ["item", "first_step_on", "deadline", "phase"];
const MARKS = ["values", "barriers"];
const CONTRIBUTION = "contribution ";

// One plain value a field, so that each is compared, kept and joined for itself.
export function read(record, actors) {
  const fields = {};
  for (const name of TEXTS) fields[name] = record[name] ?? "";
  for (const name of OTHERS) fields[name] = record[name] ?? null;
  for (const name of MARKS) fields[name] = [...record[name]].sort().join(" ");
  for (const id of [...actors, ...Object.keys(record.contributions)]) {
    fields[contributionOf(id)] = record.contributions[id] ?? "";
  }
  return fields;
}

export function write(fields) {
  const body = { contributions: {} };
  for (const [name, value] of Object.entries(fields)) {
    if (MARKS.includes(name)) body[name] = value ? value.split(" ") : [];
    else if (name.startsWith(CONTRIBUTION)) {
      if (value) body.contributions[name.slice(CONTRIBUTION.length)] = value;
    } else body[name] = value;
  }
  return body;
}

export function contributionOf(actor) {
  return CONTRIBUTION + actor;
}

export function isText(name) {
  return TEXTS.includes(name) || name.startsWith(CONTRIBUTION);
}

// A sentence while the fields cannot be saved. A deadline that stood before may be past.
export function whyNotYet(fields, standing, today) {
  if (!fields.what.trim()) return words.whatMissing;
  if (fields.deadline && fields.deadline !== standing?.deadline && fields.deadline < today) return words.deadlinePassed;
  if (fields.deadline && fields.first_step_on > fields.deadline) return words.stepAfterDeadline;
  return null;
}

// Each field from whoever changed it; those that both changed are named in `both`.
export function merged(base, mine, theirs) {
  const fields = { ...theirs };
  const both = [];
  for (const name of Object.keys({ ...theirs, ...mine })) {
    const [was, my, their] = [base?.[name], mine[name], theirs[name]];
    if (my === their || (base && my === was)) continue;
    fields[name] = my;
    if (!base || their !== was) both.push(name);
  }
  return { fields, both };
}

// Loses no word: the saved text first, then one's own, unless one holds the other.
export function joined(mine, theirs) {
  const [own, saved] = [mine.trim(), theirs.trim()];
  if (saved.includes(own)) return saved;
  return own.includes(saved) ? own : `${saved}\n\n${own}`;
}
