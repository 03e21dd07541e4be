import { plural } from "../../../i18n/grammar.js";

export const words = {
  attachments: "Anhänge",
  noFiles: "Du kannst hier keine Dateien senden.",
  dropFiles: "Dateien hier ablegen, um sie anzuhängen",
  mostFiles: (count) => `Eine Nachricht kann höchstens ${count} Dateien haben.`,
  filesAttached: (count) => `${plural(count, { one: "Datei", other: "Dateien" })} angehängt.`,
  describe: "Beschreiben",
  describeFile: (name, alt) => `${name} beschreiben${alt === "" ? "" : `: ${alt}`}`,
  removeFile: (name) => `${name} entfernen`,
  removeFailed: (name) => `Entferne ${name} oder versuche es erneut, dann sende.`,
  uploading: (name) => `${name} wird hochgeladen`,
  uploaded: (sent, all) => `${sent} von ${all}`,
  fileUnkept: "Nicht auf diesem Gerät gespeichert: Lass diese Seite offen",
  fileTooLarge: (most) => `Zu groß: höchstens ${most}.`,
  filesForbidden: "Der Server nimmt von dir gerade keine Dateien an.",
  uploadFailed: "Das Hochladen ist fehlgeschlagen.",
};
