import { list } from "../../../i18n/grammar.js";

export const words = {
  announceFiles: (said, names) => `${said}: ${list(names)}`,
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
};
