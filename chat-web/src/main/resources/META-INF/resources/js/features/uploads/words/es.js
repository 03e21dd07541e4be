import { plural } from "../../../i18n/grammar.js";

export const words = {
  attachments: "Archivos adjuntos",
  noFiles: "Aquí no puedes enviar archivos.",
  dropFiles: "Suelta aquí los archivos para adjuntarlos",
  mostFiles: (count) => `Un mensaje puede tener como máximo ${count} archivos.`,
  filesAttached: (count) => `${plural(count, { one: "archivo adjuntado", other: "archivos adjuntados" })}.`,
  describe: "Describir",
  describeFile: (name, alt) => `Describir ${name}${alt === "" ? "" : `: ${alt}`}`,
  removeFile: (name) => `Quitar ${name}`,
  removeFailed: (name) => `Quita ${name} o vuelve a intentarlo; después, envía.`,
  uploading: (name) => `Subiendo ${name}`,
  uploaded: (sent, all) => `${sent} de ${all}`,
  fileUnkept: "No se ha guardado en este dispositivo: deja la página abierta",
  fileTooLarge: (most) => `Demasiado grande: como máximo ${most}.`,
  filesForbidden: "El servidor no acepta archivos tuyos ahora.",
  uploadFailed: "No se pudo subir el archivo.",
};
