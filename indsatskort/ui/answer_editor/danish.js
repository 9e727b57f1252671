// Times, names and lists as they are said in Danish.

const ZONE = { timeZone: "Europe/Copenhagen" };
const TIME = new Intl.DateTimeFormat("da-DK", { ...ZONE, hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("da-DK", { ...ZONE, day: "numeric", month: "numeric", year: "numeric" });

// "kl. 10.32" today, else "18.11.2026 kl. 10.32".
export function moment(at, now = new Date()) {
  const date = new Date(at);
  const time = `kl. ${TIME.format(date).replace(":", ".")}`;
  return DAY.format(date) === DAY.format(now) ? time : `${DAY.format(date)} ${time}`;
}

// "Mettes", but "Jonas'" and "Max'".
export function genitive(name) {
  return /[sxz]$/i.test(name) ? `${name}'` : `${name}s`;
}

// "Mette", "Mette og Bo", "Mette, Bo og Carla".
export function listed(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} og ${names.at(-1)}`;
}
