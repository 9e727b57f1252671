// Where Streamlit's component and the threads meet: they are made once and survive every rerun.
import { stylesheet } from "../workshop_room/stylesheet.js";
import { Threads } from "./threads.js";

export async function mount({ parentElement, data }) {
  await stylesheet();
  const name = [data.card, data.membership, data.title ?? data.items[0]?.id].join(" ");
  let threads = parentElement.querySelector(":scope > .co-all")?.indsatskortThreads;
  if (threads?.name !== name) {
    threads?.leave();
    threads = new Threads(name, data);
    threads.element.indsatskortThreads = threads;
    parentElement.replaceChildren(threads.element);
  }
  threads.update(data);
  threads.enter();
  return () => threads.element.parentElement === parentElement && threads.leave();
}
