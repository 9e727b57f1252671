// What is said about the room's clock and about saving, in Danish, on every screen of the meeting.

export const words = {
  clock: "Ur",
  left: "tilbage",
  timeIsUp: "Tiden er gået",
  paused: "uret er sat på pause",
  notStarted: "uret er ikke startet",
  aloud: { 60: "1 minut tilbage", 10: "10 sekunder tilbage", 0: "Tiden er gået" },

  saving: "Gemmer …",
  retrying: "⚠ Ikke gemt – prøver igen",
  saved: (when) => `✓ Gemt ${when}`,
  refused: "Det kunne ikke gemmes. Prøv igen.",
  loading: "Finder ud af, hvor I er …",
  unreachable: "Der er ingen forbindelse lige nu. Vi prøver igen.",

  // The parts of the meeting as one goes "videre til" them.
  stepName: {
    welcome: "velkomsten",
    fill: "jeres egen kolonne",
    tension: "spændingsfeltet",
    tool: "et redskab",
    card: "det samlede kort",
    discuss: "drøftelsen",
    break: "pausen",
    vote: "prikafstemningen",
    effect: "effekt og indsats",
    choose: "valget",
    actions: "handlingerne",
    close: "afslutningen",
  },

  tension: [
    "Hvilke opgaver har beboerne behov for, at frivillige løser?",
    "Hvilke opgaver må frivillige løse?",
    "Hvilke opgaver ønsker kommune og plejecentre, at frivillige løser?",
    "Hvilke opgaver vil og kan frivillige løse?",
  ],
};
