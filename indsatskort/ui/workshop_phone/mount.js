// Where Streamlit's component and the phone screen meet: the screen is made once and survives every rerun.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Phone } from "./phone.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
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
