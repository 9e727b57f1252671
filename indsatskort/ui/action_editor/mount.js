// Where Streamlit's component and the action editor meet: made once per action, it survives every rerun.
import "../answer_editor/leave.js";
import { stylesheet } from "../workshop_room/stylesheet.js";
import { ActionEditor } from "./editor.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
  const name = [data.card, data.membership, data.action].join(" ");
  let editor = parentElement.querySelector(":scope > .ac")?.indsatskortEditor;
  if (editor?.name === name) editor.update(data);
  else {
    editor?.leave();
    editor = new ActionEditor(data);
    editor.name = name;
    editor.element.indsatskortEditor = editor;
    parentElement.replaceChildren(editor.element);
  }
  return () => editor.element.parentElement === parentElement && editor.leave();
}
