import { list } from "../../../i18n/grammar.js";

export const words = {
  announceFiles: (said, names) => `${said}: ${list(names)}`,
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
};
