import { plural } from "../../../i18n/grammar.js";

export const words = {
  pictureNamed: (name) => `Bild ${name}`,
  pictureFailed: "Bild nicht verfügbar",
  download: "Herunterladen",
  downloadFile: (name) => `${name} herunterladen`,
  notPlayable: "Dieser Browser kann die Datei nicht abspielen. Du kannst sie herunterladen.",
  viewer: "Bildansicht",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  pictureBefore: "Vorheriges Bild",
  pictureAfter: "Nächstes Bild",
  pictureOf: (at, count, said) => `${at} von ${count}: ${said}`,
  fileName: "Nach Namen suchen",
  fileKind: "Art der Datei",
  fileKinds: { all: "Alle", image: "Bilder", media: "Medien", other: "Andere" },
  moreFiles: "Weitere Dateien",
  noFilesHere: "In diesem Raum gibt es noch keine Dateien.",
  noFilesFound: "Keine Dateien gefunden.",
  searchingFiles: "Suche läuft…",
  filesFound: (count) => plural(count, { one: "Datei", other: "Dateien" }),
};
