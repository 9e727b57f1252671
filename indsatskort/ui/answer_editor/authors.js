// Who saved an answer, as the person at the screen would say it.

// The author's own name, or "" for those who gave none: one "En deltager" is not another.
export function nameOf(record, data) {
  return data.unnamed.includes(record.saved_by) ? "" : record.saved_by;
}

// Saved from this tab, or under the name one goes by here.
export function isOwn(record, data, cell) {
  const name = nameOf(record, data);
  return cell.versionsFromHere.has(record.version) || (Boolean(name) && name === data.alias);
}
