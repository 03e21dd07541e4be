import { plural } from "../../../i18n/grammar.js";

const messages = { one: "Nachricht", other: "Nachrichten" };

export const words = {
  searchHint: "Wörter in einer Nachricht",
  searchScope: "Wo gesucht wird",
  searchAll: "Alle Räume",
  searchHere: (room) => `Nur ${room}`,
  searchResults: "Suchergebnisse",
  otherRoom: "Ein anderer öffentlicher Raum",
  searchMore: "Ältere Treffer anzeigen",
  searchLead:
    "Findet Nachrichten mit allen Wörtern, in öffentlichen und in deinen Räumen, neueste zuerst. Das letzte Wort darf unvollständig sein.",
  searching: "Suche läuft…",
  foundCount: (count, more) =>
    more ? `${plural(count, messages)} und mehr` : plural(count, messages),
  nothingSaid: (query) =>
    `Keine Treffer für „${query}“. Neue Nachrichten erscheinen erst nach einem Moment.`,
  searchTooLong: "Das ist zu lang für die Suche.",
  searchAgain: "Noch einmal suchen",
};
