// Where Streamlit's component and the sheet meet: the sheet is made once and survives every rerun.
import "../answer_editor/leave.js";
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Sheet } from "./sheet.js";

const sheets = new Map();

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet();
  const name = [data.card, data.round, data.membership].join(" ");
  const onCard = () => setTriggerValue("card", Date.now());
  if (!sheets.has(name)) sheets.set(name, new Sheet(data, onCard));
  const sheet = sheets.get(name);
  sheet.update(data, onCard);
  if (sheet.element.parentElement !== parentElement) parentElement.replaceChildren(sheet.element);
  sheet.enter();
  return () => {
    if (sheet.element.parentElement !== parentElement) return;
    sheet.leave();
    sheet.element.remove();
  };
}
