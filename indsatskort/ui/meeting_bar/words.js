// What every page says about a meeting that is held meanwhile, in Danish.

export const words = {
  meeting: "Mødet",
  running: "Mødet er i gang: ",
  toMeeting: "Gå til mødet",
  toScreen: "Åbn storskærmen",

  begun: "Mødet er begyndt.",
  moved: (name) => (name ? `Rummet er gået videre til ${name}.` : "Rummet er gået videre."),
  within: (name) => (name ? `Rummet er gået videre i ${name}.` : "Rummet er gået videre."),
  saved: "Det, du har skrevet, er gemt.",
  saving: "Det, du har skrevet, bliver gemt.",
  notSaved: "Noget af det, du har skrevet, er ikke gemt endnu. Det er bevaret her på enheden.",
  goAlong: "Gå med",
  stay: "Bliv her lidt endnu",
};
