// Every fixed sentence of a tool's sheet, in Danish. What belongs to a tool comes from the page.

export const words = {
  loading: "Henter det, I har skrevet …",
  unreachable: "Det, I har skrevet, kan ikke hentes lige nu. Vi prøver igen.",
  hint: "Alle på kortet skriver i det samme ark. Skriv ikke navne på beboere, frivillige eller medarbejdere.",
  readOnly: "Her kan du læse, men ikke skrive.",
  clear: "Fjern valget",
  leadsTo: "Hører til indsats",
  showHistory: "Vis, hvad der stod før",
  history: "Før",
  conflict: "En anden har skrevet her, mens du skrev. Begge tekster er bevaret.",
  theirs: "Det andet, der står nu:",
  empty: "Intet",
  keepMine: "Behold mit",
  keepTheirs: "Behold det andet",
  retry: "Prøv igen",
};
