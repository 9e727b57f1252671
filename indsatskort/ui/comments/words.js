// Every fixed sentence about comments, in Danish.

export const words = {
  start: "Skriv en kommentar",
  about: (title) => `Kommentarer til ${title}`,
  hide: "Skjul kommentarer",
  count: (count) => (count === 1 ? "1 kommentar" : `${count} kommentarer`),
  facilitator: "facilitator",
  aFacilitator: "En facilitator",
  aParticipant: "En deltager",

  question: "Skriv en kommentar",
  hint: "Til det, der ikke hører til i svaret, fx en aftale eller et link. Alle på kortet kan læse den. Skriv ikke navne på beboere, frivillige eller medarbejdere.",
  flagNew: "Tag den op på mødet",
  send: "Send",
  sending: "Sender …",
  retrying: "Ikke sendt – prøver igen",
  failed: "Det lykkedes ikke. Prøv igen.",
  sent: "Kommentaren er sendt.",
  draftOf: (item) => `Kommentar til ${item}`,

  flagged: "Skal tages op på mødet",
  resolved: "Løst",
  erased: "Teksten er slettet.",
  flag: "Tag op på mødet",
  unflag: "Tag ikke op på mødet",
  resolve: "Markér som løst",
  reopen: "Åbn igen",
  erase: "Slet teksten",
  eraseQuestion: "Teksten bliver slettet for altid. Det kan ikke fortrydes.",
  eraseYes: "Slet teksten",
  eraseNo: "Behold den",
  newTab: " (åbner i en ny fane)",
};
