// Where Streamlit's component and the agreement editor meet: made once per item, it survives every rerun.
import "../answer_editor/leave.js";
import { stylesheet } from "../workshop_room/stylesheet.js";
import { AgreementEditor } from "./editor.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
  const name = [data.card, data.round, data.membership, data.item].join(" ");
  let editor = parentElement.querySelector(":scope > .ag")?.indsatskortEditor;
  if (editor?.name !== name) {
    editor?.leave();
    editor = new AgreementEditor(data);
    editor.name = name;
    editor.element.indsatskortEditor = editor;
    parentElement.replaceChildren(editor.element);
  }
  editor.enter();
  return () => editor.element.parentElement === parentElement && editor.leave();
}
