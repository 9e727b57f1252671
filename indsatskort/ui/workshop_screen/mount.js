// Where Streamlit's component and the big screen meet: drawn over the whole window, once.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Screen } from "./screen.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
  const name = [data.card, data.round, data.membership].join(" ");
  let screen = parentElement.querySelector(":scope > .big")?.indsatskortScreen;
  if (screen?.name !== name) {
    screen?.leave();
    screen = new Screen(name, data);
    screen.element.indsatskortScreen = screen;
    parentElement.replaceChildren(screen.element);
  }
  screen.enter();
  return () => screen.element.parentElement === parentElement && screen.leave();
}
