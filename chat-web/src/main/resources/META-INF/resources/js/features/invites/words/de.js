export const words = {
  inviteTo: (room) => `Leute einladen: ${room}`,
  inviteLead: "Wer den Link hat, kann beitreten, bis er widerrufen wird.",
  makeInviteLink: "Link erstellen",
  invitesInForce: "Aktive Links",
  noInvites: "Keine aktiven Links: Niemand kann beitreten.",
  inviteBy: (name) => `Link von ${name}`,
  inviteByYou: "Dein Link",
  inviteBySomebody: "Link von jemandem, der nicht hier ist",
  inviteMade: (ago) => `Erstellt ${ago}`,
  inviteTakenBack: "Link widerrufen. Wer damit beigetreten ist, bleibt.",
  mayNotTakeBack: "Widerrufen kann ihn nur, wer ihn oder den Raum erstellt hat, oder ein Admin.",
  invitesFull: "Es gibt zu viele aktive Links. Widerrufe zuerst einige.",
};
