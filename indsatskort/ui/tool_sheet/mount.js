// Where Streamlit's component and a tool's sheet meet: made once per tool, it survives every rerun.
import "../answer_editor/leave.js";
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Sheet } from "./sheet.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
  const name = [data.card, data.round, data.membership, data.tool.slug].join(" ");
  let sheet = parentElement.querySelector(":scope > .ts")?.indsatskortSheet;
  if (sheet?.name !== name) {
    sheet?.leave();
    sheet = new Sheet(data);
    sheet.name = name;
    sheet.element.indsatskortSheet = sheet;
    parentElement.replaceChildren(sheet.element);
  }
  sheet.enter();
  return () => sheet.element.parentElement === parentElement && sheet.leave();
}
