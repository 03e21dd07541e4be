import { plural } from "../../../i18n/grammar.js";

export const words = {
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
  fileName: "Buscar por nombre",
  fileKind: "Tipo de archivo",
  fileKinds: { all: "Todos", image: "Imágenes", media: "Multimedia", other: "Otros" },
  moreFiles: "Más archivos",
  noFilesHere: "Aún no hay archivos en esta sala.",
  noFilesFound: "No se encontraron archivos.",
  searchingFiles: "Buscando…",
  filesFound: (count) => plural(count, { one: "archivo", other: "archivos" }),
};
