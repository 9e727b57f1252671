// What counts: relevant cells and those somebody chose to answer; the card's own items never.

export function progressOf(items, fieldsOf) {
  const standard = items.filter((item) => !item.is_own);
  const isAnswered = (item) => Boolean(fieldsOf(item).value);
  const counted = standard.filter((item) => item.relevance === "relevant" || isAnswered(item));
  const done = counted.filter(isAnswered).length;
  return { done, total: counted.length, isDone: counted.length > 0 && done === counted.length };
}
