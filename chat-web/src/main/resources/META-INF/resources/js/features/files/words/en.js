import { plural } from "../../../i18n/grammar.js";

export const words = {
  pictureNamed: (name) => `Picture ${name}`,
  pictureFailed: "Picture not available",
  download: "Download",
  downloadFile: (name) => `Download ${name}`,
  notPlayable: "This browser can’t play this file. You can download it.",
  viewer: "Picture viewer",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  pictureBefore: "Previous picture",
  pictureAfter: "Next picture",
  pictureOf: (at, count, said) => `${at} of ${count}: ${said}`,
  fileName: "Search by name",
  fileKind: "Kind of file",
  fileKinds: { all: "All", image: "Pictures", media: "Media", other: "Other" },
  moreFiles: "More files",
  noFilesHere: "There are no files in this room yet.",
  noFilesFound: "No files found.",
  searchingFiles: "Searching…",
  filesFound: (count) => plural(count, { one: "file", other: "files" }),
};
