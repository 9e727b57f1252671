// What the page for typing in says.
export const words = {
  keys: "Taster: 1–6 vælger niveau · 7 slår »På vej« til og fra · 0 fjerner · Enter går til teksten og videre til næste indsats · Skift + Enter giver en ny linje.",
  noNames: "Skriv ikke navne på beboere, frivillige eller medarbejdere, heller ikke når de står på papiret.",
  level: (name) => `Niveau for ${name}`,
  text: (name) => `Tekst til ${name}`,
  placeholder: "Sætningen fra papiret (kan udelades)",
  reason: "Skriv kort, hvorfor I har valgt den fra",
  done: (done, total) => `${done} af ${total} indsatser har et svar.`,
  end: "Det var den sidste. Alt er gemt, når linjen øverst siger det.",
};
