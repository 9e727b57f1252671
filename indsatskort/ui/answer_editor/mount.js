// Where Streamlit's component and the form meet: the form is made once and survives every rerun.
import { Form } from "./form.js";
import "./leave.js";

const forms = new Map();
const stylesheet = loadStylesheet();

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet;
  // A newer server may hand in newer modules: the form that somebody is writing in stays.
  const standing = parentElement.querySelector(":scope > .ed")?.indsatskortForm;
  const name = [data.card, data.round, data.membership].join(" ");
  const form = standing?.formName === name ? standing : formOf(name, data);
  if (standing && standing !== form) remove(standing);
  form.update(data, () => setTriggerValue("card", Date.now()));
  if (form.element.parentElement !== parentElement) parentElement.append(form.element);
  form.enter();
  return () => remove(form, parentElement);
}

function formOf(name, data) {
  if (!forms.has(name)) {
    const form = new Form(data);
    form.formName = name;
    form.element.indsatskortForm = form;
    forms.set(name, form);
  }
  return forms.get(name);
}

function remove(form, parentElement = form.element.parentElement) {
  if (form.element.parentElement !== parentElement) return; // it stands elsewhere by now
  form.leave();
  form.element.remove();
}

function loadStylesheet() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./answer_editor.css", import.meta.url).href;
  document.head.append(link);
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
}
