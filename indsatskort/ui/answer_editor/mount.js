// Where Streamlit's component and the form meet: the form is made once and survives every rerun.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Form } from "./form.js";
import "./leave.js";

const forms = new Map();

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet();
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
