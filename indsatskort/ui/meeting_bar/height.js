// How much room the bar takes, for the pages that come after this one: see look/meeting_room.js.

export function keepHeight(pixels) {
  const root = document.documentElement;
  root.toggleAttribute("data-meeting", pixels > 0);
  root.style.setProperty("--meeting-bar-height", `${pixels}px`);
  try {
    sessionStorage.setItem("meeting-bar-height", pixels);
  } catch {
    // Storage may be full or forbidden: then the page moves once, when the bar comes.
  }
}
