import { list } from "../../../i18n/grammar.js";

export const words = {
  announceFiles: (said, names) => `${said}: ${list(names)}`,
  pictureNamed: (name) => `Imagen ${name}`,
  pictureFailed: "Imagen no disponible",
  download: "Descargar",
  downloadFile: (name) => `Descargar ${name}`,
  notPlayable: "Este navegador no puede reproducir el archivo. Puedes descargarlo.",
  viewer: "Visor de imágenes",
  zoomIn: "Ampliar",
  zoomOut: "Reducir",
  pictureBefore: "Imagen anterior",
  pictureAfter: "Imagen siguiente",
  pictureOf: (at, count, said) => `${at} de ${count}: ${said}`,
};
