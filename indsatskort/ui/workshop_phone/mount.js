// Where Streamlit's component and the phone screen meet: the screen is made once and survives every rerun.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Phone } from "./phone.js";

const drawn = [
  stylesheet(new URL("./workshop_phone.css", import.meta.url).href),
  stylesheet(new URL("../agreement_editor/agreement_editor.css", import.meta.url).href),
];

export async function mount({ parentElement, data }) {
  await Promise.all(drawn);
  const name = [data.card, data.round, data.membership].join(" ");
  let phone = parentElement.querySelector(":scope > .ph")?.indsatskortPhone;
  if (phone?.name !== name) {
    phone?.leave();
    phone = new Phone(name, data);
    phone.element.indsatskortPhone = phone;
    parentElement.replaceChildren(phone.element);
  }
  phone.enter();
  return () => phone.element.parentElement === parentElement && phone.leave();
}
