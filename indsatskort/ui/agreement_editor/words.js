// Every fixed sentence of the agreement editor, in Danish.

export const words = {
  question: "Det skriver vi på kortet",
  hint: "Skriv, så alle kan se det blive til på skærmen. Skriv ikke navne på beboere, frivillige eller medarbejdere.",
  level: "Hvor langt er vi?",
  noLevel: "Intet niveau",
  differ: "Vi ser forskelligt på det",
  differHelp: "Så skriver I begge syn. Ingen af dem er forkert.",
  oneView: "Det ene syn",
  otherView: "Det andet syn",
  oneLevel: "Niveau i det ene syn",
  otherLevel: "Niveau i det andet syn",
  elsewhere: "Det, der står om indsatsen, kan ikke hentes lige nu.",
  unreachable: "Der er ingen forbindelse lige nu. Vi prøver igen.",
  loading: "Henter det, der står …",
  conflict: "En anden har skrevet her, mens du skrev. Begge tekster er bevaret.",
  theirs: "Det andet, der står nu:",
  empty: "Ingen tekst",
  keepMine: "Behold mit",
  keepTheirs: "Behold det andet",
  retry: "Prøv igen",
};
