// Where Streamlit's component and the bar meet: the bar is made once and survives every rerun.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { MeetingBar } from "./meeting_bar.js";

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet();
  const name = [data.card, data.round, data.membership].join(" ");
  let bar = parentElement.querySelector(":scope > .mb")?.indsatskortBar;
  if (bar?.name !== name) {
    bar?.leave();
    bar = new MeetingBar(name, data);
    bar.element.indsatskortBar = bar;
    parentElement.replaceChildren(bar.element);
  }
  bar.update(data, () => setTriggerValue("go", Date.now()));
  bar.enter();
  return () => bar.element.parentElement === parentElement && bar.leave();
}
